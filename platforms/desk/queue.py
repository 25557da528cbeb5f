"""What needs doing, for the start page: each list with its count, the most urgent first."""

import datetime

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from platforms.domain.catalogue.evidence import FRESH_FOR
from platforms.domain.catalogue.scales import Feature, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Value
from platforms.models import Correction, CorrectionState, Platform, Rating, Source, Support
from platforms.storage import published
from platforms.translations.catalogue import untranslated

MOST = 10
"""Lines of a list; its count tells the rest."""

UNREACHABLE_FOR = datetime.timedelta(days=30)
"""`check_sources` runs more often than that; a source not reached since is worth a look."""


def queue(request: HttpRequest) -> dict:
    """A dozen queries."""
    if not request.user.has_perm("platforms.view_platform"):
        return {}
    today = timezone.now().date()
    corrections = Correction.objects.filter(state=CorrectionState.OPEN).select_related("platform")
    drafts = Platform.objects.drafts().order_by("name")
    unreachable = _unreachable(today)
    stale, stale_count = _stale(today - FRESH_FOR)
    catalogue = published.current()
    unknown = _unknown(catalogue)
    gaps = untranslated(catalogue)
    return {
        "corrections": corrections.order_by("reported_at")[:MOST],
        "correction_count": corrections.count(),
        "stale": stale,
        "stale_count": stale_count,
        "unknown": unknown[:MOST],
        "unknown_count": len(unknown),
        "sources": unreachable[:MOST],
        "source_count": unreachable.count(),
        "untranslated": gaps[:MOST],
        "untranslated_count": len(gaps),
        "drafts": drafts[:MOST],
        "draft_count": drafts.count(),
        "fresh_for": FRESH_FOR.days,
    }


def _unreachable(today: datetime.date) -> QuerySet[Source]:
    """In use, and not reached for a month though others were: before the first check nothing is known of any."""
    if not Source.objects.filter(reachable_on__isnull=False).exists():
        return Source.objects.none()
    gone = Q(reachable_on__isnull=True) | Q(reachable_on__lt=today - UNREACHABLE_FOR)
    used = Q(rating__isnull=False) | Q(support__isnull=False) | Q(fact__isnull=False) | Q(figure__isnull=False)
    return Source.objects.filter(gone, used).distinct().order_by("reachable_on", "slug")


def _stale(before: datetime.date) -> tuple[list[Platform], int]:
    """Platforms with the number of their cells that were checked before that day, or never; and the number of all."""
    old = Q(checked_on__isnull=True) | Q(checked_on__lt=before)
    counts: dict[int, int] = {}
    for cells in (Rating.objects.filter(old), Support.objects.filter(old).exclude(value=Value.UNKNOWN)):
        for row in cells.values("platform").annotate(cells=Count("pk")).values("platform", "cells"):
            counts[row["platform"]] = counts.get(row["platform"], 0) + row["cells"]
    platforms = Platform.objects.filter(pk__in=counts)
    found = sorted(platforms, key=lambda platform: (-counts[platform.pk], platform.name))[:MOST]
    for platform in found:
        platform.stale_cells = counts[platform.pk]  # type: ignore[attr-defined]
    return found, sum(counts.values())


def _unknown(catalogue: Catalogue) -> list[tuple[str, str, str, int]]:
    """Unknown cells of public platforms, those that goals need most first.

    Each is (address on its sheet, platform, cell, summed weight of the goals' needs).
    """
    weights: dict[str, int] = {}
    for goal in catalogue.goals:
        for need in goal.needs:
            weights[need.key] = weights.get(need.key, 0) + need.weight
    keys = dict(Platform.objects.values_list("slug", "pk"))
    found = []
    for platform in catalogue.platforms:
        if platform.slug not in keys:  # deleted while the last catalogue is still shown
            continue
        sheet = reverse("admin:platforms_platform_change", args=[keys[platform.slug]])
        unknown: list[tuple[str, Feature | Trait]] = [
            ("support", feature)
            for feature in catalogue.features
            if platform.supports(feature.slug).value is Value.UNKNOWN
        ]
        unknown += [("ratings", trait) for trait in catalogue.traits if trait.slug not in platform.ratings]
        for kind, of in unknown:
            found.append((f"{sheet}#{kind}.{of.slug}", platform.name, of.name, weights.get(of.slug, 0)))
    return sorted(found, key=lambda line: (-line[3], line[1], line[2]))
