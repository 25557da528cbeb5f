"""What the look promises: nothing shifts, nothing overlaps, nothing is lost when zoomed, printed or without colours."""

from itertools import combinations

import pytest

from tests.browser.conftest import DESKTOP, PHONE, SMALL
from tests.browser.every_page import PAGES

TABLET = {"width": 768, "height": 1024}
ZOOMED = {"width": 320, "height": 225}
"""1280 x 900 at 400 %."""

A4 = {"width": 718, "height": 1000}
"""CSS pixels between the margins of a printed page."""

SHIFTS = """() => new Promise(done => {
    const seen = []
    new PerformanceObserver(list => seen.push(...list.getEntries().map(e => e.value)))
        .observe({type: 'layout-shift', buffered: true})
    setTimeout(() => done(seen), 60)
})"""


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_nothing_shifts_is_covered_when_zoomed_or_runs_off_the_paper(visit, path, status):
    page = visit(path, expect_status=status)
    assert sum(page.evaluate(SHIFTS)) < 0.01  # Lighthouse calls up to 0.1 good

    page.set_viewport_size(ZOOMED)
    assert page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
    covered = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter(e => ['fixed', 'sticky'].includes(getComputedStyle(e).position) && e.checkVisibility())
            .filter(e => !e.closest('.table-region') && !e.matches('.skip'))
            .reduce((sum, e) => sum + e.getBoundingClientRect().height, 0)"""
    )
    assert covered <= ZOOMED["height"] / 2

    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]
    assert not page.locator(".site-nav").is_visible()


@pytest.mark.parametrize("viewport", [SMALL, PHONE, TABLET, DESKTOP], ids=lambda size: str(size["width"]))
def test_no_two_tokens_of_the_map_overlap_and_each_is_a_thumb_wide(visit, viewport):
    page = visit("/", viewport=viewport)

    boxes = page.evaluate(
        "() => [...document.querySelectorAll('.map-item')].map(e => e.getBoundingClientRect())"
        ".map(({x, y, width, height}) => [x, y, x + width, y + height])"
    )
    assert len(boxes) > 25
    assert all(right - left >= 44 and bottom - top >= 44 for left, top, right, bottom in boxes)
    apart = [
        one[2] <= other[0] + 0.5 or other[2] <= one[0] + 0.5 or one[3] <= other[1] + 0.5 or other[3] <= one[1] + 0.5
        for one, other in combinations(boxes, 2)
    ]
    assert all(apart)


def test_a_token_says_its_range_when_it_has_the_focus(visit):
    page = visit("/")
    page.locator("input[value=linkedin]").focus()

    said = page.locator(".map-range:visible")
    assert said.count() == 1
    assert said.inner_text().startswith("LinkedIn")


@pytest.mark.parametrize(("motion", "moves"), [("no-preference", True), ("reduce", False)])
def test_pages_fade_into_each_other_unless_motion_is_unwanted(visit, motion, moves):
    page = visit("/guide/", reduced_motion=motion)
    page.context.add_init_script(
        "addEventListener('pagereveal', e => { document.documentElement.dataset.moved = !!e.viewTransition })"
    )
    page.locator("main a").first.click()
    page.wait_for_load_state()

    assert page.evaluate("document.documentElement.dataset.moved") == str(moves).lower()


@pytest.mark.parametrize("path", ["/", "/platforms/linkedin/", "/compare/facebook/linkedin/", "/guide/who-sees-what/"])
def test_without_styles_a_page_reads_in_the_same_order(visit, path):
    headings = """() => [...document.querySelectorAll('h1, h2, h3')].filter(e => e.checkVisibility())
        .map(e => [e.getBoundingClientRect().top, e.textContent.trim()])"""
    page = visit(path)
    styled = page.evaluate(headings)
    page.evaluate("document.querySelectorAll('link[rel=stylesheet]').forEach(link => link.remove())")
    plain = page.evaluate(headings)

    assert [text for _, text in plain] == [text for _, text in styled]
    for found in (plain, styled):
        tops = [top for top, _ in found]
        assert tops == sorted(tops)
    assert page.locator(".sprite").bounding_box()["height"] == 0
