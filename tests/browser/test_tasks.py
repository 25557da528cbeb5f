"""What people come for, on a phone, by what they can see: taps and screens until they have it (tasks.toml)."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.effort import TASKS, Effort


class Person(Effort):
    """Taps and reads in a phone's browser."""

    def __init__(self, page):
        super().__init__()
        self.page = page

    def see(self, locator):
        """Scroll to something as with a thumb."""
        expect(locator).to_be_visible()
        self.look_down_to(locator.evaluate("e => e.getBoundingClientRect().bottom + scrollY"))
        locator.scroll_into_view_if_needed()

    def tap(self, locator, *, leads_to=""):
        self.see(locator)
        self.taps += 1
        locator.tap()
        if leads_to:
            self.page.wait_for_url(leads_to)
            self.page.wait_for_load_state()
            self.arrive(self.page.evaluate("scrollY"))


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

    someone.see(someone.page.get_by_text("The portfolio for finished creative work"))
    assert someone.page.get_by_text("Choose it to").count() >= 2
    for trait in ("Focus", "Visibility", "Structure", "Purpose"):
        someone.see(someone.page.locator("summary .label", has_text=trait))
    someone.check("designer")


def test_which_app_takes_a_12_year_old(person):
    someone = person("twelve")
    someone.tap(someone.page.get_by_role("link", name="12-year-old"), leads_to="**/platforms/?q=12-year-old")

    someone.see(someone.page.get_by_role("heading", level=1, name="No platform here accepts 12-year-olds."))
    someone.see(someone.page.get_by_text("have a version or account for younger children"))
    someone.see(someone.page.get_by_role("heading", name="From 13").first)
    someone.see(someone.page.get_by_role("heading", name="Not confirmed").first)
    someone.check("twelve")


def test_a_pseudonym_and_not_public(person):
    someone = person("pseudonym")
    someone.taps += 1
    someone.page.locator("#q").fill("pseudonym, private")
    someone.tap(someone.page.get_by_role("button", name="Search"), leads_to="**/platforms/?q=*")

    understood = someone.page.locator(".understood")
    someone.see(understood)
    assert understood.locator("a").count() == 2
    someone.see(someone.page.locator("#found li").first)
    someone.check("pseudonym")


def test_facebook_or_nextdoor_for_events_nearby(person):
    someone = person("neighbours")
    choose_on_map(someone, "Facebook", "Nextdoor")

    someone.see(someone.page.get_by_text("News, help and questions among neighbours"))
    someone.tap(someone.page.locator("#show-all"), leads_to="**?show=all")
    row = someone.page.locator("#find-events-nearby")
    someone.see(row)
    assert row.locator("td").count() == 2
    someone.check("neighbours")


def test_a_friend_changes_one_answer_of_a_shared_result(person, visit):
    someone = person("friend")
    someone.tap(someone.page.locator("summary", has_text="Share"))
    link = someone.page.locator(".share").get_attribute("data-link")

    friend = Person(visit(link))
    friend.taps, friend.screens = someone.taps, someone.screens + 1
    friend.see(friend.page.get_by_text("A friend's result."))
    before = friend.page.locator(".told").inner_text()
    friend.tap(friend.page.locator(".correction").first, leads_to=lambda url: "from=friend" not in url)
    assert friend.page.locator(".told").inner_text() != before
    friend.see(friend.page.locator("#result"))
    friend.check("friend")


def test_what_tells_social_media_from_networking(person):
    someone = person("difference")
    someone.tap(someone.page.get_by_role("link", name="Guides"), leads_to="**/guide/")
    someone.tap(someone.page.locator("main a", has_text="Social").first, leads_to="**/guide/*/")

    someone.see(someone.page.get_by_text("Social media is for sharing in public"))
    someone.see(someone.page.get_by_text("Networking platforms are for working life"))
    someone.check("difference")


def test_why_whatsapp_is_ruled_out_and_back(person):
    someone = person("ruled-out")
    group = someone.page.locator(".out", has_text="WhatsApp")
    someone.tap(group.locator("summary"))
    someone.tap(someone.page.get_by_role("link", name="Bring back WhatsApp"), leads_to="**back=whatsapp**")

    back = someone.page.locator("#m-whatsapp")
    expect(back).to_contain_text("WhatsApp is back: ")
    expect(back).to_be_in_viewport()
    someone.check("ruled-out")


def test_a_platform_that_is_back_has_its_place(person):
    someone = person("ruled-out")
    someone.page.goto(f"{TASKS['ruled-out']['start']}&back=whatsapp")

    assert re.search(r"is back: \d+(st|nd|rd|th) ·", someone.page.locator("#m-whatsapp").inner_text())


def test_as_little_as_possible_gives_a_result(person):
    someone = person("first-result")
    someone.tap(someone.page.get_by_role("link", name="Find my fit").first, leads_to="**/fit/")
    someone.tap(someone.page.locator("label", has_text="Meet people in person"))
    someone.tap(someone.page.get_by_role("button", name="Show results"), leads_to="**/fit/results/?*")

    someone.see(someone.page.locator(".result-card .points"))
    someone.check("first-result")


def test_everything_answered_gives_a_result(person):
    someone = person("whole-questionnaire")
    page = someone.page
    someone.tap(page.get_by_role("link", name="Find my fit").first, leads_to="**/fit/")
    someone.tap(page.locator("label", has_text="Meet people in person"))
    someone.tap(page.get_by_role("button", name="Continue", exact=True), leads_to="**/fit/about-you/?*")
    someone.taps += 1  # in the phone's own list
    page.locator("select").select_option("DE")
    for answer in ("18 or over", "Care"):
        someone.tap(page.locator("label", has_text=answer).first)
    someone.tap(page.get_by_role("button", name="Continue", exact=True), leads_to="**/fit/focus/?*")
    for following in ("visibility", "structure", "identity", "setting", "effort", "must-haves"):
        answers = page.locator("button[name][value='2']")
        someone.tap(answers, leads_to=f"**/fit/{following}/?*")
    someone.tap(page.locator("label", has_text="There are groups I can join"))
    someone.tap(page.get_by_role("button", name="Continue", exact=True), leads_to="**/fit/matters/?*")
    someone.tap(page.locator("label", has_text="Meet people in person"))
    someone.tap(page.get_by_role("button", name="Show results"), leads_to="**/fit/results/?*")

    someone.see(page.locator(".result-card .points"))
    someone.check("whole-questionnaire")
