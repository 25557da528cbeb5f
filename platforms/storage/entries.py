"""The entries of platforms' histories, each with the platform and its cells as a document."""

import msgspec
from django.db.models import Max

from platforms.domain.document.platform_part import PlatformPart
from platforms.models import Platform
from platforms.storage.document.stored_platform import platform_part
from platforms.storage.reading import read_one


def add_document(sender, instance, history_instance, **_signal) -> None:
    """Add the document to an entry that is about to be stored, but not to the last one of a deleted platform."""
    if isinstance(instance, Platform) and history_instance.history_type != "-":
        history_instance.document = msgspec.to_builtins(
            platform_part(read_one(instance.pk), withdrawn=instance.withdrawn_at is not None)
        )


def document_of(entry) -> PlatformPart | None:
    """Return the document of an entry, or None where the platform was deleted."""
    return msgspec.convert(entry.document, PlatformPart) if entry.document else None


def newest_entry() -> int:
    """Return the number of the newest entry, 0 without any."""
    return Platform.history.aggregate(newest=Max("history_id"))["newest"] or 0


def documents_at(number: int) -> dict[str, PlatformPart | None]:
    """Return the platforms saved after this entry as they were at it, by their slugs now; three queries."""
    later = Platform.history.filter(history_id__gt=number).values("id").distinct()
    stood = Platform.history.filter(history_id__lte=number, id__in=later).values("id").annotate(last=Max("history_id"))
    entries = Platform.history.filter(history_id__in=[row["last"] for row in stood])
    then = {entry.id: document_of(entry) for entry in entries}
    now = dict(Platform.objects.filter(pk__in=later).values_list("pk", "slug"))
    return {now.get(pk, f"deleted-{pk}"): then.get(pk) for pk in {*now, *then}}
