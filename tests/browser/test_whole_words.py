"""No word is torn in two in narrow columns, no sign leaves its word, no line is cut."""

import pytest

OPEN = "document.querySelectorAll('main details').forEach(each => { each.open = true; })"

TORN = """(within) => {
  const torn = [];
  for (const element of document.querySelectorAll(within)) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const word of walker.currentNode.data.matchAll(/[\\p{L}\\p{N}.,]+/gu)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) torn.push(word[0]);
      }
    }
  }
  return torn;
}"""

SIGNS = """() => [...document.querySelectorAll('.fold > summary > .v.no')]
  .filter(sign => sign.checkVisibility() && sign.getBoundingClientRect().height > 30).length"""

CUT = """() => [...document.querySelectorAll('#found .part')].filter((part, place, parts) => {
  const row = [...part.querySelectorAll('.rows li')].pop(), fold = part.querySelector('.fold');
  return row && fold && fold.getBoundingClientRect().top < row.getBoundingClientRect().bottom - 1;
}).length"""

PHONES = [{"width": 360, "height": 800}, {"width": 320, "height": 640}]


@pytest.mark.parametrize("viewport", PHONES, ids=["360", "320"])
@pytest.mark.parametrize(
    ("path", "within"),
    [
        ("/compare/", ".pick-name"),
        ("/compare/facebook/linkedin/reddit/meetup/?show=all", "#headquarters .v, #operator .v"),
        ("/platforms/linkedin/", ".fold > summary > .v"),
        ("/platforms/?q=12-year-old", ".names a"),
    ],
)
def test_no_word_is_torn_in_two(look_at, viewport, path, within):
    page = look_at(path, viewport=viewport)
    page.evaluate(OPEN)

    assert page.evaluate(TORN, within) == []


@pytest.mark.parametrize("viewport", PHONES, ids=["360", "320"])
def test_a_sign_stays_beside_its_word(look_at, viewport):
    page = look_at("/platforms/youtube/", viewport=viewport)
    page.evaluate(OPEN)

    assert page.locator(".fold > summary > .v.no").count() > 0
    assert page.evaluate(SIGNS) == 0


def test_no_list_lies_on_the_row_above(look_at):
    page = look_at("/platforms/?q=pseudonym+and+not+public")

    assert page.locator("#found .part:has(.rows) .fold").count() > 1
    assert page.evaluate(CUT) == 0
