"""What people come for, on a phone, by what they can see: taps and screens until they have it (tasks.toml)."""

import tomllib
from math import floor

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT

TASKS = {
    task["key"]: task for task in tomllib.loads((ROOT / "tests" / "browser" / "tasks.toml").read_text("utf-8"))["tasks"]
}
SCREEN = 800 - 56  # above the bar


class Person:
    """Taps and reads, and counts taps and screens seen."""

    def __init__(self, page):
        self.page, self.taps, self.screens, self.seen = page, 0, 1, SCREEN

    def see(self, locator):
        """Scroll to something as with a thumb: each screen further down is one more."""
        expect(locator).to_be_visible()
        bottom = locator.evaluate("e => e.getBoundingClientRect().bottom + scrollY")
        further = max(0, floor((bottom - self.seen - 1) / SCREEN) + 1) if bottom > self.seen else 0
        self.screens += further
        self.seen += further * SCREEN
        locator.scroll_into_view_if_needed()

    def tap(self, locator, *, leads_to=""):
        self.see(locator)
        self.taps += 1
        locator.tap()
        if leads_to:
            self.page.wait_for_url(leads_to)
            self.page.wait_for_load_state()
            self.arrive()

    def arrive(self):
        self.screens, self.seen = self.screens + 1, SCREEN

    def done(self, key):
        task = TASKS[key]
        assert self.taps <= task["taps"], f"{self.taps} taps"
        assert self.screens <= task["screens"], f"{self.screens} screens"


@pytest.fixture
def person(visit):
    def start(key):
        return Person(visit(TASKS[key]["start"]))

    return start


def choose_on_map(someone, *names):
    for name in names:
        someone.tap(someone.page.locator(".map label", has_text=name).first)
    someone.tap(someone.page.get_by_role("button", name="Compare"), leads_to="**/compare/*/*/**")


def test_a_designer_chooses_between_three(person):
    someone = person("designer")
    choose_on_map(someone, "LinkedIn", "Behance", "Instagram")

    someone.see(someone.page.get_by_text("Portfolios of designers, artists and photographers"))
    assert someone.page.get_by_text("Choose it to").count() >= 2
    for trait in ("Focus", "Visibility", "Structure", "Purpose"):
        someone.see(someone.page.locator("summary .label", has_text=trait))
    someone.done("designer")


def test_which_app_takes_a_12_year_old(person):
    someone = person("twelve")
    someone.tap(someone.page.get_by_role("link", name="12-year-old"), leads_to="**/platforms/?q=12-year-old")

    someone.see(someone.page.get_by_role("heading", level=1, name="No platform here accepts 12-year-olds."))
    someone.see(someone.page.get_by_text("have a version or account for younger children"))
    someone.see(someone.page.get_by_role("heading", name="From 13").first)
    someone.see(someone.page.get_by_role("heading", name="Not confirmed").first)
    someone.done("twelve")


def test_a_pseudonym_and_not_public(person):
    someone = person("pseudonym")
    someone.taps += 1
    someone.page.locator("#q").fill("pseudonym, private")
    someone.tap(someone.page.get_by_role("button", name="Search"), leads_to="**/platforms/?q=*")

    understood = someone.page.locator(".understood")
    someone.see(understood)
    assert understood.locator("a").count() == 2
    someone.see(someone.page.locator("#found li").first)
    someone.done("pseudonym")


def test_facebook_or_nextdoor_for_events_nearby(person):
    someone = person("neighbours")
    choose_on_map(someone, "Facebook", "Nextdoor")

    someone.see(someone.page.get_by_text("News, help and questions among neighbours"))
    someone.tap(someone.page.locator("#show-all"), leads_to="**?show=all")
    row = someone.page.locator("#find-events-nearby")
    someone.page.goto(f"{someone.page.url}#find-events-nearby")
    expect(row).to_be_in_viewport()
    assert row.locator("td").count() == 2
    someone.done("neighbours")


def test_a_friend_changes_one_answer_of_a_shared_result(person, visit):
    someone = person("friend")
    someone.tap(someone.page.locator("summary", has_text="Share"))
    link = someone.page.locator(".share").get_attribute("data-link")

    friend = Person(visit(link))
    friend.taps, friend.screens = someone.taps, someone.screens + 1
    friend.see(friend.page.get_by_text("A friend's result."))
    friend.tap(friend.page.locator(".correction").first, leads_to="**/fit/results/?*")
    friend.see(friend.page.locator("#result"))
    friend.done("friend")


def test_what_tells_social_media_from_networking(person):
    someone = person("difference")
    someone.tap(someone.page.get_by_role("link", name="Guides"), leads_to="**/guide/")
    someone.tap(someone.page.locator("main a", has_text="Social").first, leads_to="**/guide/*/")

    someone.see(someone.page.get_by_text("Social media is for sharing in public"))
    someone.see(someone.page.get_by_text("Networking platforms are for working life"))
    someone.done("difference")


def test_why_whatsapp_is_ruled_out_and_back(person):
    someone = person("ruled-out")
    group = someone.page.locator(".out", has_text="WhatsApp")
    someone.tap(group.locator("summary"))
    someone.tap(someone.page.get_by_role("link", name="Bring back WhatsApp"), leads_to="**back=whatsapp**")

    back = someone.page.locator("#m-whatsapp")
    expect(back).to_contain_text("WhatsApp is back.")
    expect(back).to_be_in_viewport()
    someone.done("ruled-out")
