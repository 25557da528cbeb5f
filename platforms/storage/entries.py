"""The entries of platforms' histories, each with the platform and its cells as a document; earlier states from them."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec
from django.db import DatabaseError, InterfaceError
from django.db.models import Max

from platforms.domain.catalogue import conversion
from platforms.domain.catalogue.from_document import platform_of
from platforms.domain.catalogue.platforms import Platform as PlatformValue
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.merging import LOOKS, YOUNG
from platforms.domain.document.platform_part import PlatformPart
from platforms.models import Platform
from platforms.storage.document.stored import stored_platform

MOST_IN_MEMORY = 8
"""How many earlier states a catalogue keeps in memory."""


def add_document(sender, instance, history_instance, **_signal) -> None:
    """Add the document to an entry that is about to be stored, but not to the last one of a deleted platform."""
    if isinstance(instance, Platform) and history_instance.history_type != "-":
        # Empty fields too: without the field an entry is of an earlier release, and says nothing about it.
        document = {name: {} for name in YOUNG} | msgspec.to_builtins(stored_platform(instance.pk))
        history_instance.document = document


def document_of(entry, *, now: PlatformPart | None = None) -> PlatformPart | None:
    """Return the document of an entry, or None where the platform was deleted.

    What an entry of an earlier release says nothing about is as in `now`; unknown without it.
    """
    if not entry.document:
        return None
    part = msgspec.convert(entry.document, PlatformPart)
    silent = {name: getattr(now, name) for name in (*YOUNG, *LOOKS) if now and name not in entry.document}
    return msgspec.structs.replace(part, **silent) if silent else part


def newest_entry() -> int:
    """Return the number of the newest entry, 0 without any."""
    return Platform.history.aggregate(newest=Max("history_id"))["newest"] or 0


def documents_at(number: int, today: Mapping[str, PlatformValue]) -> dict[str, PlatformPart | None]:
    """Return the platforms saved after this entry as they were at it, by their slugs now; three queries.

    What an entry says nothing about is as in `today`.
    """
    later = Platform.history.filter(history_id__gt=number).values("id").distinct()
    stood = Platform.history.filter(history_id__lte=number, id__in=later).values("id").annotate(last=Max("history_id"))
    rows = Platform.history.filter(history_id__in=[row["last"] for row in stood])
    slugs = dict(Platform.objects.filter(pk__in=later).values_list("pk", "slug"))

    def document(entry) -> PlatformPart | None:
        platform = today.get(slugs.get(entry.id, ""))
        return document_of(entry, now=conversion.platform_part(platform) if platform else None)

    then = {entry.id: document(entry) for entry in rows}
    return {slugs.get(pk, f"deleted-{pk}"): then.get(pk) for pk in {*slugs, *then}}


def catalogue_at(catalogue: Catalogue, entry: int) -> Catalogue | None:
    """Return the platforms as they were at an entry of the history, on today's scales.

    None when there is no such entry, or the database can't be asked for it. Three queries once.
    """
    if entry >= catalogue.newest_entry:
        return catalogue if entry == catalogue.newest_entry else None
    earlier: dict[int, Catalogue] = catalogue.memoize("earlier", dict)
    if entry not in earlier:
        try:
            documents = documents_at(entry, catalogue.platform_by_slug)
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
