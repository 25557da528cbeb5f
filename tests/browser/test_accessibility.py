"""What axe finds, and what it can't see: the accessibility tree, targets, reflow, focus."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESKTOP, PHONE, SMALL
from tests.browser.every_page import PAGES

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(("path", "status"), PAGES)
def test_axe_finds_nothing(visit, path, status, viewport, scheme):
    page = visit(path, viewport=viewport, color_scheme=scheme, expect_status=status)

    found = Axe().run(page, options=RULES)

    assert found.violations_count == 0, found.generate_report()


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


def test_the_keyboard_reaches_everything_with_a_visible_focus(visit):
    page = visit("/compare/facebook/linkedin/", viewport=DESKTOP)
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "() => { const e = document.activeElement; const s = getComputedStyle(e);"
                " return [e.textContent.trim().slice(0, 20), s.outlineStyle, parseFloat(s.outlineWidth)] }"
            )
        )

    assert seen[0][0] == "Skip to the content"
    assert all(style == "solid" and width >= 2 for _, style, width in seen), seen
    assert {"All 58", "Differences"} & {text[:11].strip() for text, _, _ in seen} or any(
        "Differences" in t for t, _, _ in seen
    )


def test_the_skip_link_leads_to_the_content(visit):
    page = visit("/", viewport=DESKTOP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_a_contrast_of_seven_to_one(visit, scheme):
    page = visit("/compare/facebook/linkedin/", color_scheme=scheme)

    found = Axe().run(
        page, options={"runOnly": ["color-contrast-enhanced"], "rules": {"color-contrast-enhanced": {"enabled": True}}}
    )

    assert found.violations_count == 0, found.generate_report()
