"""What readers saw change lately: edits of public platforms, and decisions on reports."""

import datetime
from typing import NamedTuple

import msgspec

from platforms.domain.catalogue.changes import Decision, Edit
from platforms.domain.catalogue.entries import Entry, edit
from platforms.domain.document.platform_part import PlatformPart
from platforms.models import Correction, CorrectionState, Platform

MOST_ENTRIES = 500
"""How far back the page of changes looks."""

MOST_DECISIONS = 100


class _Row(NamedTuple):
    number: int
    platform: int
    at: datetime.datetime
    why: str | None


type _Pair = tuple[_Row | None, _Row]
"""An entry of a platform after the one before it."""


class _Memo:
    """The edits at the last look. Entries never change, so a process reads each once."""

    edits: dict[_Pair, Edit | None] = {}


def recent_edits() -> tuple[Edit, ...]:
    """Return what readers saw change, newest first; two queries, the second only for entries not read yet."""
    columns = ("history_id", "id", "history_date", "history_change_reason")
    rows = [_Row(*row) for row in Platform.history.order_by("-history_id").values_list(*columns)[:MOST_ENTRIES]]
    pairs, memo = _pairs(rows), _Memo.edits
    unread = [pair for pair in pairs if pair not in memo]
    numbers = {row.number for pair in unread for row in pair if row}
    documents = dict(Platform.history.filter(history_id__in=numbers).values_list("history_id", "document"))

    def entry(row: _Row) -> Entry:
        document = documents.get(row.number)
        part = msgspec.convert(document, PlatformPart) if document else None
        return Entry(row.number, row.platform, row.at, row.why or "", part)

    # Beyond the limit nobody can tell whether an entry without a predecessor was the first of its platform.
    is_complete = len(rows) < MOST_ENTRIES
    read = {
        (old, new): edit(entry(old) if old else None, entry(new)) if old or is_complete else None for old, new in unread
    }
    _Memo.edits = {pair: read[pair] if pair in read else memo[pair] for pair in pairs}
    return tuple(filter(None, _Memo.edits.values()))


def _pairs(rows: list[_Row]) -> list[_Pair]:
    """Return each entry with the one before it of the same platform; newest first, as `rows` are."""
    before: dict[int, _Row] = {}
    pairs: list[_Pair] = []
    for row in reversed(rows):
        pairs.append((before.get(row.platform), row))
        before[row.platform] = row
    return pairs[::-1]


def recent_decisions() -> tuple[Decision, ...]:
    """Return the decisions on reports about public platforms, newest first."""
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
