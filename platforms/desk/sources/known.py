"""The sources that a cell can cite: what is stored, and what the same save adds."""

from collections.abc import Iterable
from functools import cached_property
from itertools import count

from platforms.domain.vocabulary import name_to_slug
from platforms.models import Source
from platforms.sources.same_page import is_address, page_key

LONGEST_SLUG = 80


class KnownSources(dict[str, str]):
    """Titles by slug; a source is found by its address too, as far as addresses show that a page is the same."""

    def __init__(self) -> None:
        stored = list(Source.objects.only("slug", "publisher", "title", "url").order_by("slug"))
        super().__init__({source.slug: str(source) for source in stored})
        self._stored = stored
        self.stored = frozenset(self)
        """The slugs without what the same save adds."""
        self._added: dict[str, str] = {}

    @cached_property
    def _by_page(self) -> dict[str, str]:
        return {page_key(source.url): source.slug for source in reversed(self._stored)}

    def add(self, slug: str, url: str) -> None:
        """Take a source that the same save adds; the slug may be empty while it has mistakes."""
        self._added[page_key(url)] = slug
        if slug:
            self.setdefault(slug, slug)

    def is_stored_page(self, url: str) -> bool:
        return page_key(url) in self._by_page

    def slug_of(self, word: str) -> str | None:
        """Return the slug for a slug or an address, None for one that nobody knows."""
        if not is_address(word):
            return word if word in self else None
        key = page_key(word)
        return self._by_page.get(key) or self._added.get(key)

    def new_slug(self, publisher: str, title: str) -> str:
        """Return a free slug for a source."""
        slug = name_to_slug(f"{publisher} {title}")[:LONGEST_SLUG].rstrip("-") or "source"
        numbered = (f"{slug[: LONGEST_SLUG - 4]}-{n}" for n in count(2))
        return slug if slug not in self else next(other for other in numbered if other not in self)


def words_of(text: str) -> list[str]:
    """Return the slugs and addresses of a text: spaces part both, commas part slugs."""
    return [
        part for word in text.split() for part in ([word.rstrip(",")] if is_address(word) else word.split(",")) if part
    ]


def addresses_of(texts: Iterable[str]) -> list[str]:
    """Return the addresses among the words of these texts, each once."""
    return list(dict.fromkeys(word for text in texts for word in words_of(text) if is_address(word)))
