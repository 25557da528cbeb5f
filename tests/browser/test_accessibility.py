"""What axe can't see: the accessibility tree, the order of the keyboard, the focus."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE


def ax_nodes(page):
    client = page.context.new_cdp_session(page)
    return client.send("Accessibility.getFullAXTree")["nodes"]


def role(node):
    return node.get("role", {}).get("value", "")


def name(node):
    return node.get("name", {}).get("value", "")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("platforms", ["facebook/linkedin", "facebook/linkedin/meetup"])
def test_the_comparison_is_announced_as_a_table_with_headers(look_at, viewport, platforms):
    nodes = ax_nodes(look_at(f"/compare/{platforms}/", viewport=viewport))

    tables = [node for node in nodes if role(node) == "table"]
    columns = [name(node) for node in nodes if role(node) == "columnheader"]
    rows = [name(node) for node in nodes if role(node) == "rowheader"]
    cells = [node for node in nodes if role(node) in ("cell", "gridcell")]
    assert ["side by side" in name(table) for table in tables] == [True]
    assert [column for column in columns if column != "Point"][:2] == ["Facebook", "LinkedIn"]
    assert any("Visibility" in row for row in rows)
    assert len(cells) >= 12 * (platforms.count("/") + 1)


FOCUSED = """() => {
    const e = document.activeElement
    const label = e.closest('label') || (e.matches('[type=checkbox]') ? e.labels[0] : null)
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
def test_tab_follows_page_order_with_a_visible_focus(look_at, path, viewport):
    page = look_at(path, viewport=viewport)
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


def test_the_skip_link_leads_to_the_content(look_at):
    page = look_at("/", viewport=DESKTOP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
