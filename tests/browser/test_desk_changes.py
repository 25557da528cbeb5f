"""Changes of public things in a real browser: one person edits, another publishes; nobody loses anything."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PATIENCE, PHONE, running
from tests.browser.test_desk import fill_in, found, note_of, open_sheet, save


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """The product as it comes, where a publisher publishes what others save, and its first account's password."""
    with running(tmp_path_factory.mktemp("house"), DIRECT_PUBLISHING="false") as (address, printed):
        yield address, re.search(r"with the password (\S+)", printed()).group(1)


@pytest.fixture
def enter(chromium, house):
    """A page of the first account."""
    contexts = []

    def open_page(path="/admin/", viewport=PHONE):
        contexts.append(chromium.new_context(viewport=viewport, base_url=house[0]))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.goto("/admin/")
        fill_in(page, "admin", house[1])
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["360", "1280"])
def test_a_cell_is_changed_previewed_published_and_undone(enter, viewport):
    page = enter(found("LinkedIn"), viewport)
    open_sheet(page, "LinkedIn")
    before = note_of(page, "support.polls").input_value()
    words = f"Polls run on a screen of {viewport['width']}"
    note_of(page, "support.polls").fill(words)
    save(page, "Read anew")
    expect(page.locator(".messagelist")).to_contain_text("waits for a publisher")
    waiting = page.url

    page.get_by_role("link", name="Preview").click()
    expect(page.get_by_role("status").first).to_contain_text("A preview: only the desk sees this.")
    expect(page.locator("#polls")).to_contain_text(words)
    page.goto("/platforms/linkedin/")
    expect(page.locator("#polls")).not_to_contain_text(words)

    page.goto(waiting)
    page.get_by_role("button", name="Publish").click()
    page.goto("/platforms/linkedin/")
    expect(page.locator("#polls")).to_contain_text(words)

    page.goto(waiting)
    page.get_by_role("button", name="Undo this").click()
    page.goto(found("LinkedIn"))
    open_sheet(page, "LinkedIn")
    expect(note_of(page, "support.polls")).to_have_value(before)


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
