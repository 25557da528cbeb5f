"""What readers saw change lately: edits of public platforms, and decisions on reports."""

from typing import Any

import msgspec

from platforms.domain.catalogue.changes import Decision, Edit
from platforms.domain.catalogue.entries import Entry, edit
from platforms.domain.document.platform_part import PlatformPart
from platforms.models import Correction, CorrectionState, Platform
from platforms.storage.document.load import LOADED

MOST_ENTRIES = 500
"""How far back the page of changes looks."""
MOST_DECISIONS = 100

type _Pair = tuple[Any, Any]
"""The columns of a platform's entry before, or None, and of the entry itself."""


class _Memo:
    """The edits at the last look. Entries never change, so a process reads each once."""

    edits: dict[_Pair, Edit | None] = {}


def recent_edits() -> tuple[Edit, ...]:
    """Return what readers saw change, newest first; two queries, the second only for entries not read yet."""
    columns = ("history_id", "id", "history_date", "history_change_reason")
    rows = list(Platform.history.order_by("-history_id").values_list(*columns, named=True)[:MOST_ENTRIES])
    pairs, memo = _pairs(rows), _Memo.edits
    unread = [pair for pair in pairs if pair not in memo]
    asked = Platform.history.filter(history_id__in={row.history_id for pair in unread for row in pair if row})
    documents = dict(asked.values_list("history_id", "document"))

    def entry(row: Any) -> Entry:
        document = documents.get(row.history_id)
        part = msgspec.convert(document, PlatformPart) if document else None
        why = row.history_change_reason or ""
        return Entry(row.history_id, row.id, row.history_date, why, part, is_import=why == LOADED)

    is_complete = len(rows) < MOST_ENTRIES  # else an entry without a predecessor may not be its platform's first
    read = {(a, b): edit(entry(a) if a else None, entry(b)) if a or is_complete else None for a, b in unread}
    _Memo.edits = {pair: read[pair] if pair in read else memo[pair] for pair in pairs}
    return tuple(filter(None, _Memo.edits.values()))


def _pairs(rows: list[Any]) -> list[_Pair]:
    """Return each entry with the one before it of the same platform; newest first, as `rows` are."""
    before: dict[int, Any] = {}
    pairs: list[_Pair] = []
    for row in reversed(rows):
        pairs.append((before.get(row.id), row))
        before[row.id] = row
    return pairs[::-1]


def recent_decisions() -> tuple[Decision, ...]:
    """Return the decisions on reports about public platforms, newest first."""
    rows = Correction.objects.exclude(state=CorrectionState.OPEN).select_related("platform")
    rows = rows.filter(platform__in=Platform.objects.published()).order_by("-decided_at", "-pk")[:MOST_DECISIONS]
    return tuple(
        Decision(
            row.pk, row.platform.slug, row.platform.name, row.cell,
            (accepted := row.state == CorrectionState.ACCEPTED),
            row.wrong if row.shows_text or accepted else "", row.decision, row.decided_at,
        )
        for row in rows
        if row.decided_at
    )  # fmt: skip
