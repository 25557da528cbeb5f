"""Twice the text size on the narrowest phone: words stay words, and nothing of the head is cut off."""

from math import ceil

import pytest

from tests.browser.conftest import SMALL
from tests.browser.every_page import LOOKED_AT

LINES = """root => {
  const found = [], range = document.createRange();
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (!parent.checkVisibility({visibilityProperty: true})) continue;
    if (parent.closest('pre, code, svg, .visually-hidden')) continue;
    for (const word of text.data.matchAll(/[\\p{L}]{4,}/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const tops = [...range.getClientRects()].filter(r => r.width > 1).map(r => Math.round(r.top));
      found.push([word[0], new Set(tops).size]);
    }
  }
  return found;
}"""
"""Each word of four letters or more, and the number of lines it is on."""


def broken(locator, letters_a_line):
    """Name the words on more lines than hyphenation needs; with 0, each that is on more than one."""

    def most(word):
        return 1 + ceil(len(word) / letters_a_line) if letters_a_line else 1

    return [(word, lines) for word, lines in locator.evaluate(LINES) if lines > most(word)]


COVERS_THE_NAME = "document.querySelector('.skip').getBoundingClientRect().bottom"


@pytest.mark.parametrize(("path", "status"), LOOKED_AT)
def test_words_stay_words_at_twice_the_text_size(look_at, path, status):
    page = look_at(path, viewport=SMALL, expect_status=status)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert broken(page.locator("body"), 8) == []
    assert page.evaluate(COVERS_THE_NAME) <= 0


def test_the_pairs_at_home_have_whole_names_on_the_narrowest_phone(look_at):
    page = look_at("/", viewport=SMALL)

    assert broken(page.locator(".pairs"), 0) == []


NAMES = """[...document.querySelectorAll('tr.values td')].map(
  cell => getComputedStyle(cell, '::before').content)"""


def test_stacked_values_name_their_platforms_at_twice_the_text_size(look_at):
    page = look_at("/compare/facebook/linkedin/x/reddit/", viewport=SMALL)
    assert set(page.evaluate(NAMES)) == {"none"}

    page.evaluate("document.documentElement.style.fontSize = '200%'")
    names = [name.split('"')[1] for name in page.evaluate(NAMES)]
    assert names[:4] == ["Facebook", "LinkedIn", "X (Twitter)", "Reddit"]
    assert len(names) == 4 * page.locator("tr.values").count()
