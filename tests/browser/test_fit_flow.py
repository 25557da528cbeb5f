"""The questionnaire on the phone: with the thumb, by keyboard alone, with and without JavaScript, forward and back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import go_back

ANSWERS = "goal=career&goal=meet-in-person&matters=career&must=groups&visibility=2"
QUESTIONS = 9


def number(page):
    return int(re.search(r"Question (\d+) of", page.locator(".progress").inner_text())[1])


def go_on(page, press):
    """Continue, and wait for the next page, whichever way it comes."""
    before = page.url
    press()
    page.wait_for_url(lambda url: url != before)
    page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_walk_with_the_thumb_forward_and_back(visit, script):
    page = visit("/fit/", java_script_enabled=script)

    def tap_on(name):
        page.get_by_role("button" if name == "Continue" else "link", name=name).tap()
        page.wait_for_load_state()

    page.get_by_text("Find a job or be found by recruiters").tap()
    page.get_by_text("Meet people in person").tap()
    tap_on("Continue")
    page.wait_for_url("**/fit/focus/**")
    tap_on("Skip this question")
    page.wait_for_url("**/fit/visibility/**")
    page.get_by_text("Contacts first").tap()
    tap_on("Continue")
    page.wait_for_url("**/fit/structure/**")
    tap_on("Back")
    page.wait_for_url("**/fit/visibility/**")
    expect(page.get_by_role("radio", name="Contacts first")).to_be_checked()
    tap_on("Continue")
    page.wait_for_url("**/fit/structure/**")
    page.get_by_text("It does not matter to me").tap()
    tap_on("Continue")
    for following in ("setting", "effort", "must-haves"):
        page.wait_for_url(lambda url, f=following: f"/fit/{f}/" not in url)
        tap_on("Skip this question")
        page.wait_for_url(f"**/fit/{following}/**")
    page.get_by_text("There are groups I can join").tap()
    tap_on("Continue")
    page.wait_for_url("**/fit/matters/**")
    page.get_by_text("Find a job or be found by recruiters").tap()
    tap_on("Continue")
    page.wait_for_url(f"**/fit/review/?{ANSWERS}")
    tap_on("Show what fits")
    page.wait_for_url(f"**/fit/results/?{ANSWERS}")
    results = page.locator("main").inner_text()

    for step in ("review", "matters", "must-haves"):
        go_back(page)
        page.wait_for_url(f"**/fit/{step}/**")
        expect(page.locator("h1")).to_be_visible()
        page.wait_for_load_state()
    expect(page.get_by_role("checkbox", name="There are groups I can join")).to_be_visible()
    assert visit(f"/fit/results/?{ANSWERS}", java_script_enabled=script).locator("main").inner_text() == results


def test_a_walk_by_keyboard_alone_ends_in_the_same_answers(visit):
    page = visit("/fit/")

    def tab_to(role, name):
        for _ in range(80):
            page.keyboard.press("Tab")
            found = page.get_by_role(role, name=name)
            if found.count() and found.first.evaluate("e => e === document.activeElement"):
                return
        raise AssertionError(f"The keyboard does not reach {role} {name}")

    for goal in ("Find a job or be found by recruiters", "Meet people in person"):
        tab_to("checkbox", goal)
        page.keyboard.press("Space")
    tab_to("button", "Continue")
    go_on(page, lambda: page.keyboard.press("Enter"))
    for key in ("focus", "visibility", "structure", "identity", "setting", "effort"):
        page.wait_for_url(f"**/fit/{key}/**")
        if key == "visibility":
            expect(page.locator("h1")).to_be_focused()
            page.keyboard.press("Tab")
            for _ in range(2):
                page.keyboard.press("ArrowDown")
            expect(page.get_by_role("radio", name="Contacts first")).to_be_checked()
            tab_to("button", "Continue")
        else:
            tab_to("link", "Skip this question")
        go_on(page, lambda: page.keyboard.press("Enter"))
    page.wait_for_url("**/fit/must-haves/**")
    tab_to("checkbox", "There are groups I can join")
    page.keyboard.press("Space")
    tab_to("button", "Continue")
    go_on(page, lambda: page.keyboard.press("Enter"))
    page.wait_for_url("**/fit/matters/**")
    tab_to("checkbox", "Find a job or be found by recruiters")
    page.keyboard.press("Space")
    tab_to("button", "Continue")
    go_on(page, lambda: page.keyboard.press("Enter"))

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
    page.wait_for_url("**/fit/focus/**")

    expect(page.locator("h1")).to_be_focused()
    assert number(page) == 2
    assert "Question 2 of 9" in page.title()
