"""A platform with its cells changes as a whole: one entry, what differs, and the way back."""

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from platforms.domain.catalogue.changes import Decision, Edit, Entry, edit
from platforms.domain.document.edits import Rebase, differences, rebase
from platforms.domain.document.merging import ABSENT, Change
from platforms.domain.document.parts import Document, PlatformPart
from platforms.models import Correction, CorrectionState, Feature, Platform, Source, Trait
from platforms.models.revision import lock
from platforms.storage.store import Refused, store
from platforms.storage.stored import stored_platform


class Outdated(Exception):
    """Somebody else saved since the editor opened the page; `rebase` says what."""

    def __init__(self, found: Rebase):
        super().__init__(f"{len(found.theirs)} keys changed since")
        self.rebase = found


def add_document(sender, instance, history_instance, **_signal) -> None:
    """Complete an entry that is about to be stored; deleting a platform leaves its last one without a document."""
    if isinstance(instance, Platform) and history_instance.history_type != "-":
        history_instance.document = msgspec.to_builtins(stored_platform(instance.pk))


def document_of(entry) -> PlatformPart | None:
    return msgspec.convert(entry.document, PlatformPart) if entry.document else None


@transaction.atomic
def save(
    part: PlatformPart, *, base: PlatformPart | None, sources: dict | None = None, by=None, note: str = ""
) -> tuple[Change, ...]:
    """Write what an editor made of `base`, with new sources (slug to SourcePart); what changed.

    Raises Outdated when `base` is no longer what is stored, Refused when a public platform lost what it needs.
    """
    lock()
    row = Platform.objects.filter(slug=part.slug).first()
    current = stored_platform(row.pk) if row else None
    if base is None and current:
        raise Refused(_("There is a platform “%(slug)s” already.") % {"slug": part.slug})
    if base is not None and current is None:
        raise Refused(_("The platform was deleted meanwhile. Your input is still on this page."))
    if base and current and (found := rebase(base=base, current=current, mine=part)).theirs:
        raise Outdated(found)
    changes = differences(current, part)
    added = sources or {}
    keys = [*changes, *(Change(("sources", slug), ABSENT, source) for slug, source in added.items())]
    if keys:
        store(Document(platforms=(part,), sources=added), keys, by=by, note=note)
    return changes


@transaction.atomic
def revert(entry, *, by=None, note: str = "") -> tuple[tuple[Change, ...], list[str]]:
    """Make a platform what it was at `entry`, which is a change like any other, and what could not come back.

    Whether it is public stays as it is. Traits, features and sources that were deleted since are left out.
    """
    lock()
    wanted = document_of(entry)
    current = stored_platform(entry.id)
    if wanted is None:
        raise Refused(_("This entry holds no document."))
    wanted, lost = _possible(wanted)
    wanted = msgspec.structs.replace(
        wanted, slug=current.slug, published=current.published, withdrawn=current.withdrawn
    )
    changes = differences(current, wanted)
    if changes:
        store(Document(platforms=(wanted,)), changes, by=by, note=note)
    return changes, lost


def _possible(part: PlatformPart) -> tuple[PlatformPart, list[str]]:
    """The part without what is no longer there to refer to, and the names of that."""
    traits = set(Trait.objects.values_list("slug", flat=True))
    features = set(Feature.objects.values_list("slug", flat=True))
    sources = set(Source.objects.values_list("slug", flat=True))
    lost = [slug for slug in part.ratings if slug not in traits]
    lost += [slug for slug in part.support if slug not in features]
    lost += sorted({slug for _key, slugs in part.cited() for slug in slugs} - sources)

    def cited(cell):
        return msgspec.structs.replace(cell, sources=tuple(slug for slug in cell.sources if slug in sources))

    kept = msgspec.structs.replace(
        part,
        facts={key: cited(cell) for key, cell in part.facts.items()},
        ratings={key: cited(cell) for key, cell in part.ratings.items() if key in traits},
        support={key: cited(cell) for key, cell in part.support.items() if key in features},
        figures=tuple(cited(cell) for cell in part.figures),
        tips=tuple(cited(cell) for cell in part.tips),
    )
    return kept, lost


MOST_ENTRIES = 500
"""How far back the page of changes looks."""

MOST_DECISIONS = 100

_edits: dict[tuple, Edit | None] = {}
"""By an entry and the one before it; entries never change, so that each is read once by a process."""


def recent_edits() -> tuple[Edit, ...]:
    """What readers saw change, the newest first; two queries, of which the second reads what is new."""
    fields = ("history_id", "id", "history_date", "history_change_reason")
    rows = Platform.history.order_by("-history_id").values_list(*fields)[:MOST_ENTRIES]
    before: dict[int, tuple] = {}
    pairs = []
    for row in reversed(rows):
        pairs.append((before.get(row[1]), row))
        before[row[1]] = row
    known = dict(_edits)
    unread = [pair for pair in pairs if _key(*pair) not in known]
    numbers = {row[0] for pair in unread for row in pair if row}
    documents = dict(Platform.history.filter(history_id__in=numbers).values_list("history_id", "document"))

    def entry(row: tuple | None) -> Entry | None:
        if row is None:
            return None
        document = documents.get(row[0])
        return Entry(
            row[0], row[1], row[2], row[3] or "", msgspec.convert(document, PlatformPart) if document else None
        )

    # The oldest entries that are looked at have lost the one before them: that they were the first is not known.
    whole = len(rows) < MOST_ENTRIES
    for old, new in unread:
        after = entry(new)
        known[_key(old, new)] = edit(entry(old), after) if after and (old or whole) else None
    for key in set(_edits) - {_key(*pair) for pair in pairs}:
        _edits.pop(key, None)
    _edits.update({_key(*pair): known[_key(*pair)] for pair in pairs})
    return tuple(found for pair in reversed(pairs) if (found := known[_key(*pair)]))


def _key(old: tuple | None, new: tuple) -> tuple:
    """With the times, since a restored database gives numbers again."""
    return (old[0], old[2]) if old else (), new[0], new[2]


def newest_entry() -> int:
    return Platform.history.aggregate(newest=Max("history_id"))["newest"] or 0


def documents_at(number: int) -> dict[str, PlatformPart | None]:
    """Those saved after the entry of this number, as they were at it, by today's slug; three queries."""
    later = Platform.history.filter(history_id__gt=number).values("id").distinct()
    stood = Platform.history.filter(history_id__lte=number, id__in=later).values("id").annotate(last=Max("history_id"))
    entries = Platform.history.filter(history_id__in=[row["last"] for row in stood])
    then = {entry.id: document_of(entry) for entry in entries}
    now = dict(Platform.objects.filter(pk__in=later).values_list("pk", "slug"))
    return {now.get(pk, f"deleted-{pk}"): then.get(pk) for pk in {*now, *then}}


def recent_decisions() -> tuple[Decision, ...]:
    """About public platforms, the newest first."""
    rows = Correction.objects.exclude(state=CorrectionState.OPEN).select_related("platform")
    rows = rows.filter(platform__in=Platform.objects.published()).order_by("-decided_at", "-pk")[:MOST_DECISIONS]
    return tuple(
        Decision(
            row.pk, row.platform.slug, row.platform.name, row.cell,
            row.state == CorrectionState.ACCEPTED, row.wrong, row.decision, row.decided_at,
        )
        for row in rows
        if row.decided_at
    )  # fmt: skip
