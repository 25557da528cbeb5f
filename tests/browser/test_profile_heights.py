"""A profile is read to the end: at most four screens, nothing that scrolls inside, each anchor opens."""

import pytest

from tests.conftest import ROOT
from tests.exhaustive import EXHAUSTIVE

SCREEN = 800
DATA = ROOT / "platforms" / "data" / "platforms"
SLUGS = sorted(path.stem for path in DATA.glob("*.toml"))

MEASURE = """() => ({
  height: document.documentElement.scrollHeight,
  wide: document.documentElement.scrollWidth - innerWidth,
  inside: [...document.querySelectorAll('main *')].filter(element => element.checkVisibility() &&
    ['auto', 'scroll'].includes(getComputedStyle(element).overflowY)).length,
})"""


@pytest.mark.parametrize("language", ["", "/de", "/es"] if EXHAUSTIVE else ["", "/de"])  # German is the longest
def test_every_profile_is_at_most_four_screens(look_at, language):
    tall = {}
    for slug in SLUGS:
        found = look_at(f"{language}/platforms/{slug}/").evaluate(MEASURE)
        assert (found["wide"], found["inside"]) == (0, 0), slug
        if found["height"] > 4 * SCREEN:
            tall[slug] = found["height"]
    assert tall == {}


def test_a_permanent_address_opens_its_cell(visit):
    page = visit("/platforms/linkedin/#polls")

    assert page.locator("#polls").is_visible()


def test_compare_with_opens_at_the_thumb_without_javascript(visit):
    page = visit("/platforms/linkedin/", java_script_enabled=False)

    page.get_by_text("Compare with …").tap()

    box = page.locator(".beside .panel").bounding_box()
    assert box["y"] > 0
    assert box["y"] + box["height"] <= SCREEN - 56
    page.get_by_role("searchbox", name="Compare LinkedIn with").fill("meet")
    page.get_by_role("button", name="Find").tap()
    page.locator(".beside").get_by_role("link", name="Meetup").tap()
    assert page.get_by_role("heading", level=1).inner_text() == "LinkedIn or Meetup?"
