"""Twice the text size on the narrowest phone: words stay words, and nothing of the head is cut off."""

import pytest

from tests.browser.conftest import SMALL
from tests.browser.every_page import LOOKED_AT

SHREDDED = """() => {
  const found = new Set(), range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (!parent.checkVisibility({visibilityProperty: true})) continue;
    if (parent.closest('pre, code, svg, .visually-hidden')) continue;
    for (const word of text.data.matchAll(/[\\p{L}]{4,}/gu)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter(r => r.width > 1).map(r => Math.round(r.top)));
      if (lines.size > 1 + Math.ceil(word[0].length / 8)) found.add(`${word[0]} on ${lines.size} lines`);
    }
  }
  return [...found];
}"""
"""Words on more lines than hyphenation needs: up to eight letters on two, up to sixteen on three."""

COVERS_THE_NAME = "document.querySelector('.skip').getBoundingClientRect().bottom"


@pytest.mark.parametrize(("path", "status"), LOOKED_AT)
def test_words_stay_words_at_twice_the_text_size(look_at, path, status):
    page = look_at(path, viewport=SMALL, expect_status=status)
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate(SHREDDED) == []
    assert page.evaluate(COVERS_THE_NAME) <= 0
