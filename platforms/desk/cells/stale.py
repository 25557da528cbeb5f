"""Cells that nobody checked for long, counted by platform."""

import datetime

from django.db.models import Count, Q

from platforms.domain.vocabulary import Value
from platforms.models import Platform, Rating, Support


def stale_platforms(before: datetime.date, *, most: int) -> tuple[list[Platform], int]:
    """Return the platforms with most cells last checked before that day, or never, and the number of such cells in all.

    Each platform has its own number as `stale_cells`. Three queries.
    """
    old = Q(checked_on__isnull=True) | Q(checked_on__lt=before)
    counts: dict[int, int] = {}
    for cells in (Rating.objects.filter(old), Support.objects.filter(old).exclude(value=Value.UNKNOWN)):
        for row in cells.values("platform").annotate(cells=Count("pk")).values("platform", "cells"):
            counts[row["platform"]] = counts.get(row["platform"], 0) + row["cells"]
    platforms = Platform.objects.filter(pk__in=counts)
    worst = sorted(platforms, key=lambda platform: (-counts[platform.pk], platform.name))[:most]
    for platform in worst:
        platform.stale_cells = counts[platform.pk]  # type: ignore[attr-defined]
    return worst, sum(counts.values())
