"""Every kind of page in every look: axe, contrast, targets, reflow, zoom, paper. One load, looked at in many ways."""

import pytest

from tests.browser.axe import CONTRAST, RULES, RULES_AND_MORE_CONTRAST, violations
from tests.browser.conftest import DESKTOP, SMALL
from tests.browser.every_page import LOOKED_AT, ON_A_DESKTOP

ZOOMED = {"width": 320, "height": 225}
"""1280 x 900 at 400 %."""

A4 = {"width": 718, "height": 1000}
"""CSS pixels between the margins of a printed page."""

WIDTH = "document.documentElement.scrollWidth"

SHIFTS = """() => new Promise(done => {
    const seen = []
    new PerformanceObserver(list => seen.push(...list.getEntries().map(e => e.value)))
        .observe({type: 'layout-shift', buffered: true})
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(seen))))
})"""

SMALL_TARGETS = """() => {
  // A target may cover all of the box around it.
  const placed = e => getComputedStyle(e).position === "static" ? placed(e.parentElement) : e;
  const covers = ({position, inset}) => position === "absolute" && inset === "0px";
  const target = e => covers(getComputedStyle(e, "::before")) ? placed(e) : e;
  return [...document.querySelectorAll('a, button, summary, select, input[type=search]')]
    .filter(e => e.checkVisibility() && !e.matches('.skip') && getComputedStyle(e).display !== 'inline')
    .map(e => [target(e).getBoundingClientRect(), e.textContent.trim().slice(0, 40)])
    .filter(([box, text]) => (box.height < 43.5 || box.width < 43.5) && !text.startsWith('Wiki'))
    .map(([box, text]) => `${text}: ${box.width} x ${box.height}`) }"""

LOW_LABELS = """() => [...document.querySelectorAll('label:has(input[type=checkbox], input[type=radio])')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width)
    .filter(e => e.getBoundingClientRect().height < 43.5)
    .map(e => e.textContent.trim().slice(0, 40))"""

COVERED = """() => [...document.querySelectorAll('body *')]
    .filter(e => ['fixed', 'sticky'].includes(getComputedStyle(e).position) && e.checkVisibility())
    .filter(e => !e.closest('.table-region') && !e.matches('.skip'))
    .reduce((sum, e) => sum + e.getBoundingClientRect().height, 0)"""


@pytest.mark.parametrize(("path", "status"), LOOKED_AT)
def test_a_page_holds_in_every_look_of_a_phone(look_at, path, status):
    page = look_at(path, expect_status=status)

    assert sum(page.evaluate(SHIFTS)) < 0.01  # Lighthouse calls up to 0.1 good
    assert violations(page, RULES_AND_MORE_CONTRAST) == []
    assert page.evaluate(SMALL_TARGETS) == [], "each target is 44 pixels, or a link within a sentence"
    assert page.evaluate(LOW_LABELS) == []

    page.emulate_media(color_scheme="dark")
    assert violations(page, CONTRAST) == [], "in the dark scheme"
    page.emulate_media(color_scheme="light")

    page.set_viewport_size(ZOOMED)
    assert page.evaluate(WIDTH) <= ZOOMED["width"]
    assert page.evaluate(COVERED) <= ZOOMED["height"] / 2, "at 400 %"

    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    assert page.evaluate(WIDTH) <= A4["width"], "on paper"
    assert not page.locator(".site-nav").is_visible()
    page.emulate_media(media="screen")

    page.set_viewport_size(SMALL)
    assert page.evaluate(WIDTH) <= SMALL["width"]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(WIDTH) <= SMALL["width"], "at twice the text size"


@pytest.mark.parametrize(("path", "status"), ON_A_DESKTOP)
def test_axe_finds_nothing_on_a_desktop(look_at, path, status):
    page = look_at(path, viewport=DESKTOP, expect_status=status)

    assert violations(page, RULES) == []
