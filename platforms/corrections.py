"""Visitors' reports that a cell is wrong: how they come in, and what became of them.

Beside `published`, since a view never touches storage. Nothing here knows or keeps who reported.
"""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from platforms.domain.catalogue import Catalogue, Platform, Subject
from platforms.models import Correction, CorrectionState
from platforms.models import Platform as StoredPlatform

MOST_OPEN_AN_HOUR = 60
"""Reports taken from everybody together in an hour; counted in the database, so for all processes."""

MOST_OPEN = 1000
"""Undecided reports; more than that nobody reads."""


class TooMany(Exception):
    """No further report is taken for now."""


@dataclass(frozen=True, slots=True)
class Decision:
    platform: str
    slug: str
    cell: str
    accepted: bool
    wrong: str
    reason: str
    decided_on: datetime.date


def cell_name(catalogue: Catalogue, cell: str) -> str:
    """What a cell's key stands for, empty when there is no such cell (any more)."""
    if trait := catalogue.trait_by_slug.get(cell):
        return trait.name
    if feature := catalogue.feature_by_slug.get(cell):
        return feature.name
    return cell.replace("-", " ").capitalize() if cell in {subject.value for subject in Subject} else ""


def cells_of(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Every cell that can be reported, key and name, in the order of the pages."""
    keys = [*catalogue.trait_by_slug, *catalogue.feature_by_slug, *(subject.value for subject in Subject)]
    return [(key, cell_name(catalogue, key)) for key in keys]


def report(*, platform: Platform, cell: str, wrong: str, source_url: str) -> None:
    """Store a report. Raises TooMany; the same report twice is kept once."""
    opened = Correction.objects.filter(state=CorrectionState.OPEN)
    since = timezone.now() - datetime.timedelta(hours=1)
    if Correction.objects.filter(reported_at__gte=since).count() >= MOST_OPEN_AN_HOUR or opened.count() >= MOST_OPEN:
        raise TooMany
    row = StoredPlatform.objects.published().get(slug=platform.slug)
    if not opened.filter(platform=row, cell=cell, wrong=wrong, source_url=source_url).exists():
        Correction.objects.create(platform=row, cell=cell, wrong=wrong, source_url=source_url)


def decisions(catalogue: Catalogue, *, most: int) -> list[Decision]:
    """The newest first; about public platforms only."""
    rows: QuerySet[Correction] = Correction.objects.exclude(state=CorrectionState.OPEN).select_related("platform")
    rows = rows.filter(platform__slug__in=list(catalogue.platform_by_slug)).order_by("-decided_at")[:most]
    return [
        Decision(
            row.platform.name, row.platform.slug, cell_name(catalogue, row.cell) or row.cell,
            row.state == CorrectionState.ACCEPTED, row.wrong, row.decision, row.decided_at.date(),
        )
        for row in rows
        if row.decided_at
    ]  # fmt: skip
