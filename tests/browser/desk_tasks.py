"""The main tasks at the desk, as a person does them, with clicks and fields counted; for tests and for figures."""

import os
import re
import subprocess
import sys

from playwright.sync_api import expect

from tests.browser.conftest import DATABASES, ROOT, clean_environment

PASSWORD = "a long password of the tests"


class Hands:
    """Counts clicks, values typed, and fields that had to be filled beside them."""

    def __init__(self, page):
        self.page = page
        self.clicks = self.values = self.fields = 0

    @property
    def beyond(self):
        """What a task took beyond its values."""
        return self.clicks + self.fields

    def click(self, locator):
        locator.click()
        self.clicks += 1

    def go(self, locator):
        """Click what leads to another page."""
        with self.page.expect_navigation():
            self.click(locator)

    def value(self, field, text):
        """Type a value of the task."""
        _enter(field, text)
        self.values += 1

    def field(self, field, text):
        """Fill in what is no value of the task."""
        _enter(field, text)
        self.fields += 1

    def row(self, cell):
        """Return the row of a cell; unfold its group where that is needed."""
        folded = self.page.locator(f".desk-group:not([open]):has([id='{cell}']) > summary")
        if folded.count():
            self.click(folded)
        return self.page.locator(f"[id='{cell}']")

    def group(self, name):
        """Unfold a group, and return it."""
        group = self.page.locator(f"#g-{name}")
        if group.get_attribute("open") is None:
            self.click(group.locator("> summary"))
        return group


def _enter(field, text):
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(text)
    else:
        field.fill(text)


def make_users(address, *names):
    """Make an account for each of these roles on a running product."""
    code = "\n".join([
        "from django.contrib.auth.models import Group, User",
        f"for name in {names!r}:",
        f"    user = User.objects.create_user(name, password={PASSWORD!r}, is_staff=True)",
        "    user.groups.add(Group.objects.get(name=name))",
    ])  # fmt: skip
    environment = clean_environment() | {"DATABASE_URL": DATABASES[address], "SECRET_KEY": "only-to-make-an-account"}
    environment["DATA_DIR"] = os.devnull + "-none"
    subprocess.run([sys.executable, "manage.py", "shell", "-c", code], cwd=ROOT, env=environment, check=True)


def open_sheet(hands, slug):
    """Go from the queue to the sheet of a platform."""
    hands.page.goto("/admin/")
    hands.go(hands.page.locator(".model-platform th a"))
    hands.go(hands.page.locator("#result_list").get_by_role("link", name=slug, exact=True))


def paste_new(hands, holder, address, title):
    """Paste the address of a page that is new, and say what it is."""
    hands.value(holder.get_by_label(re.compile("^(Add a source|Source of what)")).first, address)
    new = holder.locator(".desk-new")
    holder.get_by_label(re.compile("^(Add a source|Source of what)")).first.blur()
    hands.value(new.get_by_label("Title"), title)
    hands.value(new.get_by_label("Publisher"), "Example")


def save(hands, note="Read anew"):
    """Save with a reason."""
    hands.field(hands.page.get_by_label("What changed, and why"), note)
    hands.go(hands.page.get_by_role("button", name=re.compile("^Save( and publish)?$")))


def change_a_cell(hands, *, words="Polls run", address="https://localhost/help/polls"):
    """Change a cell of LinkedIn with a new source pasted into it; return the address of the waiting change."""
    open_sheet(hands, "LinkedIn")
    row = hands.row("support.polls")
    hands.value(row.get_by_label("Note"), words)
    hands.click(row.locator(".desk-evidence > summary"))
    paste_new(hands, row, address, "Polls, explained")
    save(hands)
    return hands.page.url


def check_a_group(hands):
    """Say that all of LinkedIn's traits were checked today."""
    open_sheet(hands, "LinkedIn")
    hands.click(hands.group("ratings").get_by_label("All of these checked today, unchanged"))
    save(hands)


def publish_waiting(hands, address):
    """Preview a waiting change, and publish it."""
    hands.page.goto("/admin/")
    path = re.sub(r"^https?://[^/]+", "", address)
    hands.go(hands.page.locator(f".desk-queue a[href='{path}']"))
    hands.go(hands.page.get_by_role("link", name="Preview"))
    expect(hands.page.get_by_role("status").first).to_contain_text("A preview: only the desk sees this.")
    hands.page.goto(address)
    hands.go(hands.page.get_by_role("button", name="Publish"))


def undo(hands, address):
    """Take a published change back."""
    hands.page.goto(address)
    hands.go(hands.page.get_by_role("button", name="Undo this"))


def add_a_platform(hands, name="Newcomer"):
    """Add a platform with 7 ratings, 10 features in all groups, 12 uses and 2 new sources."""
    page = hands.page
    page.goto("/admin/")
    hands.go(page.locator(".model-platform .addlink"))
    about = {"Name": name, "Website": "https://example.org/", "Tagline": "New", "Summary": "New here."}
    for label, text in about.items():
        hands.value(page.locator("#g-about").get_by_label(f"{label}:", exact=True), text)
    first, second = f"https://localhost/{name}/about", f"https://localhost/{name}/help"
    paste_new(hands, hands.group("ratings").locator(".desk-all"), first, f"About {name}")
    for row in _rows(page, "g-ratings")[:7]:
        hands.value(row.get_by_label("From"), "2")
        hands.value(row.get_by_label("Why"), "So it is.")
    paste_new(hands, hands.group("uses").locator(".desk-all"), second, f"Help of {name}")
    for row in _rows(page, "g-uses")[:12]:
        hands.value(row.get_by_label("Level"), "2")
        hands.value(row.get_by_label("Why"), "Members say so.")
    groups = [group.get_attribute("id") for group in page.locator("[id^='g-support']").all()]
    for n, group in enumerate(groups):
        opened = hands.group(group.removeprefix("g-"))
        hands.field(opened.get_by_label("Source of what you enter here"), second)
        for row in _rows(page, group)[: 2 if n < 10 - len(groups) else 1]:
            hands.value(row.get_by_label("Value"), "yes")
    save(hands, "New")


def _rows(page, group):
    return page.locator(f"#{group} .desk-row").all()


def edit_a_feature_everywhere(hands, words="Read on one day"):
    """Change polls on three platforms, from the list of features, as one change; return its address."""
    page = hands.page
    page.goto("/admin/")
    hands.go(page.locator(".model-feature th a"))
    hands.go(
        page.locator("#result_list tr", has=page.get_by_role("link", name="Polls", exact=True)).get_by_text(
            "All platforms"
        )
    )
    for slug in ("linkedin", "facebook", "mastodon"):
        hands.value(page.locator(f"[id='cells.{slug}']").get_by_label("Note"), words)
    save(hands)
    return page.url


def edit_a_guide(hands, words="A better title"):
    """Give a guide another title, for a publisher to publish."""
    page = hands.page
    page.goto("/admin/")
    hands.go(page.locator(".model-guide th a"))
    hands.go(page.locator("#result_list tbody th a").first)
    hands.value(page.locator("[name=title]"), words)
    hands.go(page.locator("[name=_save]"))
    return page.url


def answer_a_correction(hands):
    """Open a report from the queue, look at its cell, and decline it with a reason."""
    page = hands.page
    page.goto("/admin/")
    hands.go(page.locator("section[aria-labelledby='q-corrections'] li a").first)
    hands.value(page.locator("select[name=state]"), "declined")
    hands.value(page.locator("[name=decision]"), "The page says otherwise.")
    hands.go(page.locator("[name=_save]"))
