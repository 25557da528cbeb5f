"""What axe finds, and what it can't see: the accessibility tree, targets, reflow, focus."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESKTOP, PHONE, SMALL
from tests.browser.every_page import PAGES

ONLY_WHAT_IS_WRONG = {"resultTypes": ["violations"]}
"""Naming everything that is well takes axe a third of its time."""

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]} | ONLY_WHAT_IS_WRONG

CONTRAST_APART = RULES | {"rules": {"color-contrast": {"enabled": False}}}
"""On the phone, where a stricter test looks at contrast in both schemes."""

CONTRAST = {
    "runOnly": ["color-contrast", "color-contrast-enhanced"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
} | ONLY_WHAT_IS_WRONG
"""Seven to one, and 4.5 to one for large text. What the first rule finds fault with, the second leaves to it."""


@pytest.mark.parametrize(("viewport", "rules"), [(PHONE, CONTRAST_APART), (DESKTOP, RULES)], ids=["phone", "desktop"])
@pytest.mark.parametrize(("path", "status"), PAGES)
def test_axe_finds_nothing(visit, path, status, viewport, rules):
    page = visit(path, viewport=viewport, expect_status=status)

    found = Axe().run(page, options=rules)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_text_has_a_contrast_of_seven_to_one_in_both_schemes(visit, path, status):
    page = visit(path, expect_status=status)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)

        found = Axe().run(page, options=CONTRAST)

        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(visit, path, status):
    page = visit(path, viewport=SMALL, expect_status=status)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, "at twice the text size"


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_every_target_is_44_pixels_or_a_link_within_a_sentence(visit, path, status):
    page = visit(path, expect_status=status)

    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, summary, select, input[type=search]')]
            .filter(e => e.checkVisibility() && !e.matches('.skip') && getComputedStyle(e).display !== 'inline')
            .map(e => [e.getBoundingClientRect(), e.textContent.trim().slice(0, 40)])
            .filter(([box]) => box.height < 43.5 || box.width < 43.5)
            .map(([box, text]) => `${text}: ${box.width} x ${box.height}`)"""
    )
    assert [target for target in small if not target.startswith("Wiki")] == []
    boxes = page.locator("label:has(input[type=checkbox], input[type=radio])")
    assert all(box.bounding_box()["height"] >= 43.5 for box in boxes.all() if box.is_visible())


def ax_nodes(page):
    client = page.context.new_cdp_session(page)
    return client.send("Accessibility.getFullAXTree")["nodes"]


def role(node):
    return node.get("role", {}).get("value", "")


def name(node):
    return node.get("name", {}).get("value", "")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("platforms", ["facebook/linkedin", "facebook/linkedin/meetup"])
def test_the_comparison_is_announced_as_a_table_with_headers(visit, viewport, platforms):
    nodes = ax_nodes(visit(f"/compare/{platforms}/", viewport=viewport))

    tables = [node for node in nodes if role(node) == "table"]
    columns = [name(node) for node in nodes if role(node) == "columnheader"]
    rows = [name(node) for node in nodes if role(node) == "rowheader"]
    cells = [node for node in nodes if role(node) in ("cell", "gridcell")]
    assert ["side by side" in name(table) for table in tables] == [True]
    assert [column for column in columns if column != "Point"][:2] == ["Facebook", "LinkedIn"]
    assert any("Visibility" in row for row in rows)
    assert len(cells) >= 50 * (platforms.count("/") + 1)


FOCUSED = """() => {
    const e = document.activeElement, label = e.closest('label')
    const shown = label && !e.matches('select') ? label : e
    const marked = [e, label].filter(m => m).map(m => getComputedStyle(m))
        .some(m => m.outlineStyle === 'solid' && parseFloat(m.outlineWidth) >= 2)
    const seen = shown.getClientRects()[0]
    const at = document.elementFromPoint(seen.x + seen.width / 2, seen.y + Math.min(seen.height / 2, 20))
    const order = [...document.querySelectorAll('*')].indexOf(e)
    return {name: e.textContent.trim().slice(0, 30) || e.id || e.name, marked, order,
            hidden: !(at && (shown.contains(at) || at.contains(shown)))}
}"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(
    "path",
    ["/", "/platforms/", "/platforms/linkedin/", "/compare/facebook/linkedin/", "/fit/", "/guide/who-sees-what/"],
)
def test_the_keyboard_goes_through_a_page_in_its_order_with_a_focus_that_is_seen(visit, path, viewport):
    page = visit(path, viewport=viewport, reduced_motion="reduce")
    walk = []
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        walk.append(page.evaluate(FOCUSED))

    assert walk[0]["name"] == "Skip to the content"
    assert [step for step in walk if not step["marked"]] == []
    assert [step["name"] for step in walk if step["hidden"]] == []
    orders = [step["order"] for step in walk]
    assert orders == sorted(orders)


def test_the_skip_link_leads_to_the_content(visit):
    page = visit("/", viewport=DESKTOP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
