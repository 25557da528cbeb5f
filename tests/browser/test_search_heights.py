"""Search and browse answer within the first screen; nothing scrolls sideways; nobody loses the keyboard or the page."""

import re
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import expect

from tests.domain.phrases import phrases

BAR = 56
"""The bottom bar covers the last pixels of a phone's screen."""

MEASURE = """() => {
  const first = document.querySelector('#found .rows a, #found .names a, #found .nothing a');
  const shown = element => element.checkVisibility({visibilityProperty: true});
  return {
    first: first.getBoundingClientRect().bottom,
    wide: document.documentElement.scrollWidth - innerWidth,
    inside: [...document.querySelectorAll('main *')].filter(element => shown(element) &&
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowY)).length,
    small: [...document.querySelectorAll('main a, main button, main summary')].filter(shown)
      .map(element => element.getBoundingClientRect()).filter(box => box.height < 43.9).length,
  };
}"""

SAMPLE = [(prefix, each.phrase) for prefix, language in (("", "en"), ("/de", "de"), ("/es", "es"))
          for each in phrases(language)[::4]]  # fmt: skip
LONGEST = ("", "free video calls and group chat without ads or a phone number for a 14 year old in Germany")


def address(prefix, phrase):
    return f"{prefix}/platforms/?q={quote_plus(phrase)}"


def test_the_first_result_is_within_the_first_screen(look_at):
    page = look_at("/platforms/")
    late, wrong = {}, {}
    for prefix, phrase in [("", ""), ("/de", ""), ("/es", ""), *SAMPLE, LONGEST]:
        page.goto(address(prefix, phrase))
        found = page.evaluate(MEASURE)
        if found["first"] > 800 - BAR:
            late[prefix, phrase] = found["first"]
        if found["wide"] or found["inside"] or found["small"]:
            wrong[prefix, phrase] = found

    assert (late, wrong) == ({}, {})


@pytest.mark.parametrize("phrase", ["", "no real name", "12-year-old", LONGEST[1]])
@pytest.mark.parametrize("prefix", ["", "/de", "/es"])
def test_nothing_scrolls_sideways_at_320_pixels(look_at, prefix, phrase):
    page = look_at(address(prefix, phrase), viewport={"width": 320, "height": 640})
    page.locator(".filters > details > summary").click()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_wide_screen_uses_its_width(look_at):
    page = look_at(address("", "no real name"), viewport={"width": 1280, "height": 900})
    field, answer = page.locator(".filters").bounding_box(), page.locator("#found").bounding_box()

    assert answer["x"] > field["x"] + field["width"]
    rows = page.locator("#found .rows li")
    assert rows.nth(0).bounding_box()["y"] == rows.nth(1).bounding_box()["y"]
    assert page.evaluate("document.documentElement.scrollHeight") <= 1350


def test_filters_stand_behind_one_button_and_say_how_many_they_leave(visit):
    page = visit("/platforms/")
    expect(page.get_by_text("Kind", exact=True)).to_be_hidden()

    page.locator("summary", has_text="Filter and sort").tap()
    page.locator("label.chip", has_text="Professional").first.tap()

    expect(page.locator("#n-conditions")).to_have_text("(1)")
    expect(page.locator("#show")).to_have_text(re.compile(r"Show \d+"))
    page.wait_for_url("**/platforms/?kind=professional")
    expect(page.locator(".understood .chip")).to_contain_text("Professional")


def test_without_script_a_search_and_its_filters_are_plain_forms(visit):
    page = visit("/platforms/", java_script_enabled=False)
    page.locator("#q").fill("no real name")
    page.locator("#q").press("Enter")
    page.wait_for_url("**q=no+real+name**")
    page.locator("summary", has_text="Filter and sort").tap()
    page.locator("label.chip", has_text="Professional").first.tap()
    page.locator("#show").tap()
    page.wait_for_url("**kind=professional**")

    assert page.locator(".understood .chip").count() == 2
    page.locator(".understood .chip", has_text="Professional").tap()
    expect(page.locator(".understood .chip")).to_have_count(1)


def test_home_answers_while_somebody_types(visit):
    page = visit("/")
    page.locator("#q").press_sequentially("12-year-old")

    answer = page.locator("#suggestions")
    expect(answer).to_contain_text("No platform here accepts 12-year-olds")
    expect(answer.locator(".rows a").last).to_be_in_viewport()
    expect(page.locator("#q")).to_be_focused()
    page.get_by_role("link", name="See all results").click()
    page.wait_for_url("**/platforms/?q=12-year-old")

    page.go_back()
    page.locator("#q").fill("")
    expect(answer).to_be_empty()
