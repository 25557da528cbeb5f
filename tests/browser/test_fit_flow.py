"""The questionnaire on the phone: with the thumb, by keyboard alone, with and without JavaScript, forward and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import go_back

ANSWERS = "age=18&country=DE&field=care&goal=career&goal=meet-in-person&matters=career&must=groups&visibility=2"
TRAITS = ("focus", "visibility", "structure", "identity", "setting", "effort")
DOES_NOT_MATTER = "Doesn't matter"


def number(page):
    return int(re.search(r"Question (\d+) of", page.locator(".progress").inner_text())[1])


class Thumb:
    """Taps, and counts them; a choice from the phone's own list of countries is one."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, role, name):
        self.taps += 1
        self.page.get_by_role(role, name=name, exact=role == "button" and name == "Continue").first.tap()

    def on(self, role, name, to):
        """Tap on what leads to another page, and wait for it."""
        self.tap(role, name)
        self.page.wait_for_url(f"**{to}**")
        self.page.wait_for_load_state()

    def choose(self, country):
        self.taps += 1
        self.page.locator("select").select_option(country)


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_first_result_takes_four_taps(visit, script):
    thumb = Thumb(visit("/", java_script_enabled=script))

    thumb.on("link", "Find my fit", "/fit/")
    thumb.tap("checkbox", "Meet people in person")
    thumb.on("button", "Show results", "/fit/results/?goal=meet-in-person")

    expect(thumb.page.locator(".result-card")).to_be_visible()
    assert thumb.taps <= 4


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_everything_answered_takes_17_taps(visit, script):
    thumb = Thumb(visit("/", java_script_enabled=script))

    thumb.on("link", "Find my fit", "/fit/")
    thumb.tap("checkbox", "Meet people in person")
    thumb.on("button", "Continue", "/fit/about-you/?goal=meet-in-person")
    thumb.choose("DE")
    thumb.tap("radio", "18 or over")
    thumb.tap("radio", "Care")
    thumb.on("button", "Continue", "/fit/focus/")
    for here, following in zip(TRAITS, (*TRAITS[1:], "must-haves"), strict=True):
        thumb.page.wait_for_url(f"**/fit/{here}/**")
        thumb.taps += 1
        thumb.page.locator(f"button[name={here}][value='2']").tap()
        thumb.page.wait_for_url(f"**/fit/{following}/**")
        thumb.page.wait_for_load_state()
    thumb.tap("checkbox", "There are groups I can join")
    thumb.on("button", "Continue", "/fit/matters/")
    thumb.tap("checkbox", "Meet people in person")
    thumb.on("button", "Show results", "/fit/results/")

    sent = thumb.page.url.partition("?")[2].split("&")
    assert sent == sorted([
        "age=18", "country=DE", "field=care", "goal=meet-in-person", "matters=meet-in-person", "must=groups",
        *(f"{trait}=2" for trait in TRAITS),
    ])  # fmt: skip
    assert thumb.taps <= 17


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_walk_with_the_thumb_forward_and_back(visit, script):
    page = visit("/fit/", java_script_enabled=script)
    thumb = Thumb(page)

    thumb.tap("checkbox", "find a job")
    thumb.tap("checkbox", "Meet people in person")
    thumb.on("button", "Continue", "/fit/about-you/")
    thumb.choose("DE")
    thumb.tap("radio", "18 or over")
    thumb.tap("radio", "Care")
    thumb.on("button", "Continue", "/fit/focus/")
    thumb.on("button", DOES_NOT_MATTER, "/fit/visibility/")
    thumb.on("button", "Contacts first", "/fit/structure/")
    thumb.on("link", "Back", "/fit/visibility/")
    expect(page.locator("button[aria-current=true]")).to_have_count(1)
    expect(page.get_by_role("button", name="Contacts first")).to_contain_text("Your answer")
    thumb.on("button", "Contacts first", "/fit/structure/")
    for following in ("identity", "setting", "effort", "must-haves"):
        thumb.on("button", DOES_NOT_MATTER, f"/fit/{following}/")
    thumb.tap("checkbox", "There are groups I can join")
    thumb.on("button", "Continue", "/fit/matters/")
    thumb.tap("checkbox", "Find a job or be found by recruiters")
    thumb.on("button", "Continue", f"/fit/review/?{ANSWERS}")
    for answer in ("Germany", "18 or over", "Care", "Contacts first"):
        expect(page.locator(".review")).to_contain_text(answer)
    thumb.on("link", "Show results", f"/fit/results/?{ANSWERS}")
    results = page.locator("main").inner_text()

    for step in ("review", "matters", "must-haves"):
        go_back(page)
        page.wait_for_url(f"**/fit/{step}/**")
        expect(page.locator("h1")).to_be_visible()
        page.wait_for_load_state()
    expect(page.get_by_role("checkbox", name="There are groups I can join")).to_be_checked()
    assert visit(f"/fit/results/?{ANSWERS}", java_script_enabled=script).locator("main").inner_text() == results


def test_the_browsers_back_shows_what_was_tapped(visit):
    page = visit("/fit/visibility/?goal=career")
    page.get_by_role("button", name="Contacts first").tap()
    page.wait_for_url("**/fit/structure/**")

    go_back(page)

    page.wait_for_url("**/fit/visibility/?goal=career&visibility=2")
    expect(page.get_by_role("button", name="Contacts first")).to_have_attribute("aria-current", "true")


def test_goals_are_counted_and_the_sixth_cannot_be_chosen(visit):
    page = visit("/fit/?goal=career")
    counter, boxes = page.locator("[data-most]"), page.get_by_role("checkbox")
    expect(counter).to_have_text(re.compile(r"1\s+of 5 chosen"))
    for place in (0, 2, 3, 4):
        boxes.nth(place).tap()

    expect(counter).to_have_text(re.compile(r"5\s+of 5 chosen"))
    expect(boxes.nth(5)).to_be_disabled()
    boxes.nth(4).tap()
    expect(boxes.nth(5)).to_be_enabled()


def test_what_is_left_follows_each_tick(visit):
    page = visit("/fit/must-haves/?goal=career")
    left = page.locator("#so-far")
    expect(left).to_contain_text(re.compile(r"\d+ platforms left"))
    before = re.findall(r"\d+ platforms left", left.inner_text())
    page.get_by_text("There are groups I can join").tap()

    expect(left).not_to_contain_text(before[0])
    expect(left).to_contain_text(re.compile(r"\d+ platforms left\s+In front: "))
    page.get_by_role("button", name="Show results").tap()
    page.wait_for_url("**/fit/results/?goal=career&must=groups")


def test_a_country_is_found_by_typing(visit):
    page = visit("/fit/about-you/?goal=career")
    search, countries = page.get_by_role("searchbox", name="Search for a country"), page.locator("select")
    search.press_sequentially("ger", delay=20)

    expect(countries).to_have_value("DE")
    assert countries.locator("option").count() < 10
    search.fill("osterr")
    expect(countries).to_have_value("")
    search.fill("cote d")
    expect(countries).to_have_value("CI")
    search.fill("")
    assert countries.locator("option").count() > 200
    page.get_by_role("button", name="Continue").tap()
    page.wait_for_url("**/fit/focus/?country=CI&goal=career")


def test_without_script_the_list_of_countries_is_the_browsers_own(visit):
    page = visit("/fit/about-you/?goal=career", java_script_enabled=False)
    expect(page.locator("#find-country")).to_be_hidden()
    page.locator("select").focus()
    page.keyboard.type("Germ")

    expect(page.locator("select")).to_have_value("DE")


def test_a_walk_by_keyboard_alone_ends_in_the_same_answers(visit):
    page = visit("/fit/")

    def tab_to(role, name):
        for _ in range(80):
            page.keyboard.press("Tab")
            found = page.get_by_role(role, name=name)
            if any(each.evaluate("e => e === document.activeElement") for each in found.all()):
                return
        raise AssertionError(f"The keyboard does not reach {role} {name}")

    def go_on(to):
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/fit/{to}/**")
        page.wait_for_load_state()
        expect(page.locator("h1")).to_be_focused()

    for goal in ("find a job", "meet people in person"):
        tab_to("checkbox", goal)
        page.keyboard.press("Space")
    tab_to("button", "Continue")
    go_on("about-you")
    tab_to("searchbox", "Search for a country")
    page.keyboard.type("germany")
    tab_to("radio", "I'd rather not say")  # a group of radios is one stop of the tab: the one that is chosen
    page.keyboard.press("ArrowUp")  # in the group of ages: the last
    tab_to("radio", "I'd rather not say")
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    expect(page.get_by_role("radio", name="Care")).to_be_checked()
    expect(page.get_by_role("radio", name="18 or over")).to_be_checked()
    tab_to("button", "Continue")
    go_on("focus")
    for here, following in zip(TRAITS, (*TRAITS[1:], "must-haves"), strict=True):
        tab_to("button", "Contacts first" if here == "visibility" else DOES_NOT_MATTER)
        go_on(following)
    tab_to("checkbox", "There are groups I can join")
    page.keyboard.press("Space")
    tab_to("button", "Continue")
    go_on("matters")
    tab_to("checkbox", "Find a job or be found by recruiters")
    page.keyboard.press("Space")
    tab_to("button", "Continue")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**/fit/review/?{ANSWERS}")


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_mistake_puts_the_focus_on_the_summary(visit, script):
    page = visit("/fit/", java_script_enabled=script)
    page.get_by_role("button", name="Continue").tap()
    summary = page.get_by_role("alert")

    expect(summary).to_contain_text("Choose at least one goal")
    expect(summary).to_be_focused()
    summary.get_by_role("link").tap()
    expect(page.locator("#first")).to_be_in_viewport()


def test_the_focus_moves_to_the_new_question(visit):
    page = visit("/fit/?goal=career")
    page.get_by_role("button", name="Continue").tap()
    page.wait_for_url("**/fit/about-you/**")

    expect(page.locator("h1")).to_be_focused()
    assert number(page) == 2
    assert "Question 2 of 9" in page.title()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_platform_is_brought_back_where_it_is_listed(visit, script):
    page = visit("/fit/results/?goal=career&must=groups", java_script_enabled=script)
    page.locator(".out summary").first.tap()
    link = page.get_by_role("link", name=re.compile("^Bring back")).first
    slug = re.search(r"back=([a-z-]+)", link.get_attribute("href"))[1]
    link.tap()
    page.wait_for_url(f"**back={slug}**#m-{slug}")

    brought = page.locator(f"#m-{slug}")
    expect(brought).to_be_in_viewport()
    expect(brought).to_contain_text("is back: ")
    page.get_by_role("link", name=re.compile("^Rule out again")).tap()
    page.wait_for_url("**/fit/results/?goal=career&must=groups")
