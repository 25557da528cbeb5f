"""A comparison is read to the end: how tall, how many links, nothing that scrolls inside, each opener at the finger."""

import pytest

SCREEN = 800
PAIRS = [
    "facebook/linkedin",
    "slack-communities/stack-overflow",
    "researchgate/handshake",
    "whatsapp/signal",
    "x/bluesky",
    "meetup/eventbrite",
    "linkedin/xing",
    "github/wellfound",
]
MORE = [
    "facebook/instagram/linkedin/meetup",
    "slack-communities/stack-overflow/researchgate/facebook",
    "linkedin/behance/instagram",
    "youtube/tiktok/snapchat/pinterest",
]
LANGUAGES = ["", "/de", "/es"]

MEASURE = """() => {
  const shown = element => element.checkVisibility({visibilityProperty: true});
  return {
    height: document.documentElement.scrollHeight,
    wide: document.documentElement.scrollWidth - innerWidth,
    links: [...document.querySelectorAll('a')].filter(shown).length,
    elements: document.querySelectorAll('*').length,
    inside: [...document.querySelectorAll('main *')].filter(element => shown(element) &&
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowY)).length,
    rows: [...document.querySelectorAll('.compared tr[id]')].map(row => row.getBoundingClientRect().height),
  };
}"""


def measured(page):
    return page.evaluate(MEASURE)


NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slugs", PAIRS)
def test_two_platforms_are_two_screens(look_at, language, slugs):
    found = measured(look_at(f"{language}/compare/{slugs}/"))

    assert found["height"] <= 2.1 * SCREEN
    assert found["links"] <= 60
    assert found["elements"] <= 900
    assert (found["wide"], found["inside"]) == (0, 0)
    assert all(44 <= row <= 88 for row in found["rows"]), found["rows"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slugs", MORE)
def test_three_or_four_platforms_are_little_more(look_at, language, slugs):
    found = measured(look_at(f"{language}/compare/{slugs}/"))

    assert found["height"] <= 2.4 * SCREEN
    assert (found["wide"], found["inside"]) == (0, 0)
    assert all(44 <= row <= 88 for row in found["rows"]), found["rows"]


@pytest.mark.parametrize("slugs", ["facebook/linkedin", "slack-communities/stack-overflow/researchgate/facebook"])
def test_all_rows_grow_with_their_number(look_at, slugs):
    found = measured(look_at(f"/compare/{slugs}/?show=all"))

    assert found["height"] <= 900 + 56 * len(found["rows"])
    if slugs.count("/") == 1:
        assert found["elements"] <= 3000


@pytest.mark.parametrize("slugs", [*PAIRS[:3], *MORE[:2]])
def test_nothing_scrolls_sideways_on_the_narrowest_phone(look_at, slugs):
    found = measured(look_at(f"/compare/{slugs}/", viewport=NARROW))

    assert (found["wide"], found["inside"]) == (0, 0)


def test_a_head_opens_within_the_screen_wherever_one_is(visit):
    page = visit("/compare/facebook/linkedin/?show=all")
    page.evaluate("scrollTo({top: 2500, behavior: 'instant'})")

    page.locator(".slots summary").nth(1).tap()

    box = page.locator(".slot[open] .panel").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= SCREEN - 56
    assert page.evaluate("scrollY") == 2500


def test_a_row_opens_its_notes_below_itself_without_javascript(visit):
    page = visit("/compare/facebook/linkedin/", java_script_enabled=False)
    page.locator("#job-listings").scroll_into_view_if_needed()

    box = page.locator("#job-listings td").first.bounding_box()
    page.touchscreen.tap(box["x"] + 5, box["y"] + 5)

    notes = page.locator("#job-listings + tr")
    assert notes.is_visible()
    assert notes.get_by_role("link", name="Something wrong?").count() == 2


def test_one_more_platform_is_found_and_added_without_javascript(visit):
    page = visit("/compare/facebook/linkedin/", java_script_enabled=False)

    page.get_by_text("Add a third").tap()
    panel = page.locator(".add .panel")
    panel.get_by_role("searchbox").fill("meet")
    panel.get_by_role("button", name="Find").tap()
    page.locator(".add .panel").get_by_role("link", name="Meetup").tap()

    assert page.get_by_role("heading", level=1).inner_text() == "Facebook, LinkedIn or Meetup?"
