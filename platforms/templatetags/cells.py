"""Pieces of pages: each rendered once for a catalogue and a language, then only put in."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from platforms.domain.catalogue.values import Catalogue

MOST_KEPT = 8_000_000
"""How many characters of pieces a catalogue keeps in a language. One platform's cells have some 50,000."""


class Pieces:
    """Rendered pieces by a key; when they become too many, all are let go, and those still asked for come back."""

    def __init__(self):
        self.made: dict[Hashable, Any] = {}
        self.size = 0

    def find(self, key: Hashable, render: Callable[..., str], *of: Any) -> SafeString:
        """The piece of this key; the first time what `render` makes `of` something."""
        text = self.made.get(key)
        if text is None:
            text = SafeString(render(*of))
            self._keep(key, text, len(text))
        return text

    def find_all[T: Iterable](self, key: Hashable, render: Callable[..., T], *of: Any) -> T:
        """Texts that are wanted together, or encoded; the first time those that `render` makes `of` something."""
        texts = self.made.get(key)
        if texts is None:
            texts = render(*of)
            self._keep(key, texts, sum(map(len, texts)))
        return texts

    def _keep(self, key: Hashable, made: Any, size: int) -> None:
        if self.size > MOST_KEPT:
            self.made, self.size = {}, 0
        self.size += size
        self.made[key] = made


def pieces_of(catalogue: Catalogue) -> Pieces:
    """The pieces in the language that is spoken now."""
    return catalogue.memoize(("pieces", get_language()), Pieces)


def pieces_in(context) -> Pieces:
    """The pieces of the page's catalogue; none yet on a page without."""
    catalogue = context.get("catalogue")
    return Pieces() if catalogue is None else pieces_of(catalogue)


def render(name: str, **context) -> SafeString:
    return SafeString(get_template(name).render(context).strip())
