"""The catalogue as it was at an earlier entry of the history, for links that were made then."""

from dataclasses import replace

from django.db import DatabaseError, InterfaceError

from platforms.domain.catalogue.from_document import platform_of
from platforms.domain.catalogue.values import Catalogue
from platforms.storage import entries

MOST_IN_MEMORY = 8
"""How many earlier states a catalogue keeps in memory."""


def catalogue_at(catalogue: Catalogue, entry: int) -> Catalogue | None:
    """Return the platforms as they were at an entry of the history, on today's scales.

    None when there is no such entry, or the database can't be asked for it. Three queries once.
    """
    if entry >= catalogue.newest_entry:
        return catalogue if entry == catalogue.newest_entry else None
    earlier: dict[int, Catalogue] = catalogue.memoize("earlier", dict)
    if entry not in earlier:
        try:
            documents = entries.documents_at(entry)
        except (DatabaseError, InterfaceError):
            return None
        platforms = [platform for platform in catalogue.platforms if platform.slug not in documents]
        platforms += [
            platform_of(part, {}) for part in documents.values() if part and part.published and not part.withdrawn
        ]
        platforms.sort(key=lambda platform: (platform.name, platform.slug))
        if len(earlier) >= MOST_IN_MEMORY:
            earlier.clear()
        earlier[entry] = replace(catalogue, revision=f"{catalogue.revision}-{entry}", platforms=tuple(platforms))
    return earlier[entry]
