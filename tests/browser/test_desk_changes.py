"""Changes of public things in a real browser: one person edits, another publishes; nobody loses anything."""

import base64
import csv
import io
import re

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import expect

from tests.browser import desk_tasks
from tests.browser.conftest import DESKTOP, PATIENCE, PHONE, running
from tests.browser.desk_tasks import Hands
from tests.browser.test_desk import fill_in, found, note_of, open_sheet
from tests.exhaustive import EXHAUSTIVE

VIEWPORTS = [PHONE, DESKTOP] if EXHAUSTIVE else [PHONE]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The product as it comes, where a publisher publishes what others save, and its first account's password."""
    with running(tmp_path_factory.mktemp("house"), DIRECT_PUBLISHING="false") as (address, printed):
        yield address, re.search(r"with the password (\S+)", printed()).group(1)


@pytest.fixture
def enter(chromium, house):
    """A page of the first account."""
    contexts = []

    def open_page(path="/admin/", viewport=PHONE, *, name="admin", password=house[1]):
        contexts.append(chromium.new_context(viewport=viewport, base_url=house[0]))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.goto("/admin/")
        fill_in(page, name, password)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def users(house):
    """Accounts of an editor and of a publisher."""
    desk_tasks.make_users(house[0], "editor", "publisher")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["360", "1280"])
def test_a_cell_with_a_pasted_source_is_previewed_published_and_undone(enter, viewport):
    page = enter(viewport=viewport)
    hands = Hands(page)
    width = viewport["width"]
    words, address = f"Polls run on a screen of {width}", f"https://localhost/polls/{width}"
    waiting = desk_tasks.change_a_cell(hands, words=words, address=address)
    expect(page.locator(".messagelist")).to_contain_text("waits for a publisher")

    page.get_by_role("link", name="Preview").click()
    expect(page.get_by_role("status").first).to_contain_text("A preview: only the desk sees this.")
    expect(page.locator("#polls")).to_contain_text(words)
    page.goto("/platforms/linkedin/")
    expect(page.locator("#polls")).not_to_contain_text(words)

    page.goto(waiting)
    page.get_by_role("button", name="Publish").click()
    page.goto("/platforms/linkedin/")
    expect(page.locator("#polls")).to_contain_text(words)
    assert page.locator(f"a[href='{address}']").count() > 0

    desk_tasks.undo(hands, waiting)
    page.goto("/platforms/linkedin/")
    expect(page.locator("#polls")).not_to_contain_text(words)
    assert page.locator(f"a[href='{address}']").count() == 0


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_an_editor_changes_a_cell_and_a_publisher_publishes_it(enter, users, viewport):
    anna, ben = (enter(viewport=viewport, name=name, password=desk_tasks.PASSWORD) for name in ("editor", "publisher"))
    width = viewport["width"]
    words = f"By an editor at {width}"
    waiting = desk_tasks.change_a_cell(Hands(anna), words=words, address=f"https://localhost/editor/{width}")
    expect(anna.locator("h1").last).to_have_text("LinkedIn")
    expect(anna.get_by_role("button", name="Publish")).to_have_count(0)

    desk_tasks.publish_waiting(Hands(ben), waiting)

    anna.goto("/platforms/linkedin/")
    expect(anna.locator("#polls")).to_contain_text(words)
    desk_tasks.undo(Hands(ben), waiting)
    anna.goto("/platforms/linkedin/")
    expect(anna.locator("#polls")).not_to_contain_text(words)


def test_a_platform_is_added_with_few_steps_beyond_its_values(enter):
    page = enter()
    hands = Hands(page)

    desk_tasks.add_a_platform(hands)

    expect(page.locator(".messagelist")).to_contain_text("Newcomer is saved")
    assert hands.values == 4 + 2 * 3 + 7 * 2 + 10 + 12 * 2
    assert hands.beyond < 60
    first, second = (page.locator(f"#{group} .desk-evidence").first for group in ("g-ratings", "g-uses"))
    expect(first).to_contain_text("Example: About Newcomer")
    expect(second).to_contain_text("Example: Help of Newcomer")


@pytest.mark.parametrize("viewport", VIEWPORTS)
def test_one_feature_is_edited_on_all_platforms_as_one_change(enter, viewport):
    page = enter(viewport=viewport)
    words = f"Read at {viewport['width']}"
    waiting = desk_tasks.edit_a_feature_everywhere(Hands(page), words=words)
    expect(page.locator(".desk-differences ins", has_text=words)).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]

    page.get_by_role("button", name="Publish").click()
    for slug in ("linkedin", "facebook", "mastodon"):
        page.goto(f"/platforms/{slug}/")
        expect(page.locator("#polls")).to_contain_text(words)
    desk_tasks.undo(Hands(page), waiting)


def test_the_sheet_is_short_on_a_phone_and_finds_a_cell(enter):
    page = enter()
    desk_tasks.open_sheet(Hands(page), "LinkedIn")
    height = PHONE["height"]
    assert page.evaluate("document.documentElement.scrollHeight") < 8 * height
    assert page.locator(".desk-save").bounding_box()["height"] < 0.15 * height

    page.get_by_label("Find a cell").fill("polls")
    expect(page.locator("[id='support.polls']")).to_be_visible()
    expect(page.locator("[id='support.photos']")).to_be_hidden()
    page.get_by_label("Find a cell").fill("")
    expect(page.locator(".desk-group[open]")).to_have_count(0)
    page.goto(f"{page.url}?show=unknown#support.polls")
    expect(page.locator(".desk-row.unknown").first).to_be_visible()


def test_input_comes_back_after_the_session_ended(enter, house):
    page = enter(found("Tumblr"))
    open_sheet(page, "Tumblr")
    note_of(page, "support.polls").fill("Typed for an hour")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name=re.compile("^Save")).first.click()

    expect(page.locator("h1").last).to_have_text("Nothing is lost")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in a new tab").click()
    fill_in(opened.value, "admin", house[1])
    page.get_by_role("button", name="Send it again").click()
    page.get_by_role("button", name="Send it again").click()  # its token was of before the sign-in

    expect(page.locator("body")).to_contain_text("Typed for an hour")
    expect(page.locator(".messagelist")).to_contain_text("waits for a publisher")


def test_two_editors_of_a_guide_see_each_other(enter):
    anna, ben = enter("/admin/platforms/guide/1/change/"), enter("/admin/platforms/guide/1/change/")
    anna.get_by_label("Title").fill("By Anna")
    anna.locator("[name=_draft]").click()
    ben.get_by_label("Title").fill("By Ben")
    ben.locator("[name=_draft]").click()

    expect(ben.locator("#guide_form")).to_contain_text("Somebody else saved meanwhile. Their text: “By Anna”")
    expect(ben.get_by_label("Title")).to_have_value("By Ben")


def test_an_invited_person_sets_a_password_enrols_loses_the_phone_and_comes_back(enter, chromium, house):
    page = enter("/admin/auth/user/add/")
    page.get_by_label("Name to sign in with").fill("ada")
    page.get_by_role("button", name="Invite").click()
    link = page.get_by_label("Link").input_value()

    context = chromium.new_context(viewport=PHONE, base_url=house[0])
    context.set_default_timeout(PATIENCE)
    ada = context.new_page()
    ada.goto(link)
    ada.get_by_label("New password", exact=False).first.fill("quite a long word")
    ada.get_by_label("New password confirmation").fill("quite a long word")
    ada.get_by_role("button", name="Set the password").click()
    fill_in(ada, "ada", "quite a long word")
    ada.goto("/admin/second-factor/add/")
    totp = TOTP(base64.b32decode(ada.locator("p > code").inner_text()))
    ada.get_by_label("Code").fill(f"{totp.token():06d}")
    ada.get_by_role("button", name="Confirm").click()
    expect(ada.locator("h2").first).to_have_text("Your recovery codes")
    context.clear_cookies()

    ada.goto("/admin/")
    fill_in(ada, "ada", "quite a long word")  # without the phone
    expect(ada.locator(".errornote")).to_contain_text("Give the code of your app")

    page.goto("/admin/auth/user/?q=ada")
    page.get_by_role("link", name="ada").click()
    page.get_by_label("A lost phone").fill("She called from her number")
    page.get_by_role("button", name="Remove the second factor").click()
    expect(page.locator(".messagelist")).to_contain_text("The second factor of ada is removed.")

    fill_in(ada, "ada", "quite a long word")
    expect(ada.locator("#q-accounts + ul")).to_contain_text("Removed the second factor: She called from her number")
    expect(ada.locator("body")).not_to_contain_text("Traceback")
    context.close()


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_table_is_read_in_a_process_of_its_own_and_loaded(enter, encoding):
    page = enter("/admin/platforms/support/")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Export as CSV").click()
    lines = list(csv.DictReader(io.StringIO(saved.value.path().read_bytes().decode("utf-8-sig"))))
    line = next(one for one in lines if (one["platform"], one["feature"]) == ("xing", "photos"))
    line["note"] = f"Fünf Fotos in {encoding}"
    text = io.StringIO()
    writer = csv.DictWriter(text, [name.upper() for name in line], delimiter=";")
    writer.writeheader()
    writer.writerow({name.upper(): value for name, value in line.items()})

    page.get_by_role("link", name="Import").click()
    page.set_input_files(
        "[name=import_file]", {"name": "t.csv", "mimeType": "", "buffer": text.getvalue().encode(encoding)}
    )
    page.get_by_role("button", name="Show what changes").click()
    expect(page.locator("h2")).to_contain_text("1 cell would change")
    expect(page.locator("body")).to_contain_text("separated by semicolons")
    page.get_by_role("button", name="Load it").click()
    expect(page.locator("[role=status]")).to_contain_text("Changed: 1 cell.")

    page.goto("/platforms/xing/")
    expect(page.locator("#photos")).to_contain_text(f"Fünf Fotos in {encoding}")


def test_a_platform_and_a_trait_are_translated_and_public(enter):
    page = enter("/admin/translations/")
    page.get_by_role("link", name="Meetup", exact=True).first.click()
    page.get_by_label("Translation").first.fill("Gruppen, die sich treffen")
    page.get_by_role("button", name="Save and publish").click()
    expect(page.locator(".messagelist")).to_contain_text("Saved, and public.")
    page.get_by_role("link", name="The public page").click()
    expect(page.locator("main")).to_contain_text("Gruppen, die sich treffen")

    page.goto("/admin/translations/de/traits.effort/")
    row = page.locator("#translation .desk-row").filter(has_text="traits.effort.question")
    row.get_by_label("Translation").fill("Wie viel Mühe darf es machen?")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("waits for a publisher")
    page.get_by_role("button", name="Publish").click()
    page.goto("/de/fit/effort/?goal=career")
    expect(page.locator("main")).to_contain_text("Wie viel Mühe darf es machen?")
