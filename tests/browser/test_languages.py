"""German is longer, and a made-up language runs from right to left: the layout holds both."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, SMALL

PAGES = ["/", "/platforms/linkedin/", "/compare/facebook/linkedin/", "/fit/visibility/?goal=career"]
RESULTS = "/fit/results/?goal=career&goal=meet-in-person&visibility=2&must=pseudonym-allowed"


@pytest.mark.parametrize("path", [*PAGES, RESULTS, "/guide/social-or-professional/"])
@pytest.mark.parametrize("language", ["de", "ar-xb"])
def test_nothing_scrolls_sideways_in_other_languages(look_at, language, path):
    page = look_at(f"/{language}{path}", viewport=SMALL)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if language == "de":
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, "at twice the text size"


def test_right_to_left_pages_are_mirrored(look_at):
    page = look_at("/ar-xb/compare/facebook/linkedin/", viewport=PHONE)

    first, second = (page.locator(".slots > li").nth(n).bounding_box() for n in (0, 1))
    assert first["x"] > second["x"]
    brand = page.locator(".brand").bounding_box()
    assert brand["x"] + brand["width"] / 2 > PHONE["width"] / 2
    ranges = [
        look_at(path, viewport=PHONE)
        .locator(".range")
        .first.evaluate("e => (({left, right}) => [left, right].map(parseFloat))(getComputedStyle(e))")
        for path in ("/ar-xb/compare/facebook/linkedin/", "/compare/facebook/linkedin/")
    ]
    assert ranges[0][0] != ranges[0][1]
    assert ranges[0] == pytest.approx(ranges[1][::-1], abs=0.1)


def test_the_language_switch_keeps_answers_after_htmx_navigation(visit):
    page = visit("/fit/")
    page.get_by_text("Meet people in person").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/fit/about-you/?goal=meet-in-person")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/fit/focus/?goal=meet-in-person")

    page.get_by_role("link", name="Deutsch").click()

    page.wait_for_url("**/de/fit/focus/?goal=meet-in-person")
    expect(page.locator("h1")).to_contain_text("Was sollen die Leute dort vor allem teilen")
    page.get_by_role("button", name="Egal").click()
    page.wait_for_url("**/de/fit/visibility/?goal=meet-in-person")
