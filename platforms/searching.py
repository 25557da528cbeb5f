"""Search a catalogue in the current language."""

from collections.abc import Sequence

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filtering import browse
from platforms.domain.comparing.filters import Filters
from platforms.domain.search import searching
from platforms.domain.search.searching import Found
from platforms.search_words import spoken


def search(catalogue: Catalogue, phrase: str, *, filters: Filters | None = None) -> Found:
    """Return what a phrase finds in a catalogue of the current language, with `filters` as further conditions."""
    return searching.search(catalogue=catalogue, phrase=phrase, spoken=spoken(), filters=filters)


def search_by_name(*, catalogue: Catalogue, search: str) -> Sequence[Platform]:
    """Return the platforms that a search names, else those with what it asks for; all of them without a search."""
    if not search:
        return browse(catalogue=catalogue, filters=Filters())
    found = searching.search(catalogue=catalogue, phrase=search, spoken=spoken())
    return found.named or found.platforms
