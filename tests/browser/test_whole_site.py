"""Every kind of page: nothing scrolls inside, what opens does so at the finger, and all styles together stay light."""

import brotli
import pytest

from tests.browser.conftest import SMALL
from tests.browser.every_page import LOOKED_AT
from tests.conftest import ROOT

BAR = 56
LINE = 60
"""What stands second in a line takes a line of its own when it opens: it may move by that, and no further."""

SCROLLS_INSIDE = """() => [...document.querySelectorAll('body *')]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.matches('select, textarea, input'))
  .filter(e => {
    const {overflowX, overflowY} = getComputedStyle(e), scrolls = way => ['auto', 'scroll'].includes(way);
    return scrolls(overflowX) && e.scrollWidth > e.clientWidth || scrolls(overflowY) && e.scrollHeight > e.clientHeight;
  })
  .map(e => `${e.tagName}.${e.className}`)"""

OPENED = """() => {
  const strays = [];
  for (const summary of document.querySelectorAll('main summary')) {
    const details = summary.parentElement;
    if (details.open || !summary.checkVisibility({visibilityProperty: true})) continue;
    summary.scrollIntoView({block: 'center', behavior: 'instant'});
    const before = summary.getBoundingClientRect().top;
    details.open = true;
    const after = summary.getBoundingClientRect().top, what = summary.textContent.trim().replace(/\\s+/g, ' ');
    const shown = [...details.children, ...details.closest('tr')?.nextElementSibling?.children ?? []]
      .filter(e => e !== summary && e.checkVisibility() && e.getBoundingClientRect().height);
    const at = shown.map(e => e.getBoundingClientRect());
    if (Math.abs(after - before) > LINE) strays.push(`${what} moves by ${after - before}`);
    if (!at.some(r => r.top < innerHeight - BAR && r.bottom > 0)) strays.push(`${what} opens out of sight`);
    details.open = false;
  }
  return strays;
}""".replace("BAR", str(BAR)).replace("LINE", str(LINE))


@pytest.mark.parametrize(("path", "status"), LOOKED_AT)
def test_nothing_scrolls_inside_and_all_opens_at_the_finger(look_at, path, status):
    page = look_at(path, expect_status=status)

    assert page.evaluate(SCROLLS_INSIDE) == []
    assert page.evaluate(OPENED) == []
    page.set_viewport_size(SMALL)
    assert page.evaluate(SCROLLS_INSIDE) == [], "on the narrowest phone"
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


def test_all_styles_of_the_public_pages_stay_light():
    # As one: each alone, as a browser fetches them, they are larger (see tests/pages/test_every_page.py for one page).
    # Embeds have a limit of their own.
    sheets = {path.name: path.read_bytes() for path in sorted((ROOT / "static" / "css").glob("*.css"))}
    others = {"desk.css", "styleguide.css", "embed.css"}
    public = b"".join(sheet for name, sheet in sheets.items() if name not in others)

    assert len(brotli.compress(public)) < 12_100
