"""The queue on the start page: lists of what needs doing, each with its count, the most urgent first."""

import datetime
from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.evidence import FRESH_FOR
from platforms.domain.catalogue.platforms import Platform as PlatformValue
from platforms.domain.catalogue.scales import weights_of
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.fairness.leading import leading
from platforms.domain.fairness.samples import SEED, sample_answers
from platforms.domain.people import Audience
from platforms.domain.vocabulary import Value
from platforms.models import (
    AudienceCell,
    ChangeSet,
    ChangeState,
    Correction,
    CorrectionState,
    Platform,
    Proposal,
    ProposalState,
    Rating,
    Source,
    Suggestion,
    Support,
    Use,
)
from platforms.storage import published
from platforms.translations.catalogue import untranslated
from platforms.words import cell_title

MOST = 10
"""Lines shown of a list."""

SAMPLES = 200
"""Answers that the queue looks at: enough to tell which cells matter, in a moment."""

UNREACHABLE_FOR = datetime.timedelta(days=30)
"""`check_sources` runs more often, so a source that was not reached for so long is worth a look."""


def queue(request: HttpRequest) -> dict:
    """Return the context of the start page, empty for somebody who may not see platforms; a dozen queries."""
    if not request.user.has_perm("platforms.view_platform"):
        return {}
    today = timezone.now().date()
    corrections = Correction.objects.filter(state=CorrectionState.OPEN).select_related("platform")
    proposals = Proposal.objects.filter(state=ProposalState.OPEN).select_related("platform")
    suggestions = Suggestion.objects.filter(is_done=False)
    drafts = Platform.objects.drafts().order_by("name")
    gone = unreachable(today)
    stale, stale_count = stale_platforms(today - FRESH_FOR, most=MOST)
    catalogue = published.current()
    unknown = unknown_cells(catalogue)
    gaps = untranslated(catalogue)
    pending = ChangeSet.objects.filter(state=ChangeState.PENDING)
    return {
        "corrections": corrections.annotate(day=F("reported_at")).order_by("day")[:MOST],
        "correction_count": corrections.count(),
        "proposals": proposals[:MOST],
        "proposal_count": proposals.count(),
        "suggestions": suggestions.annotate(day=F("suggested_at")).order_by("day")[:MOST],
        "suggestion_count": suggestions.count(),
        "stale": stale,
        "stale_count": stale_count,
        "unknown": unknown[:MOST],
        "unknown_count": len(unknown),
        "sources": gone[:MOST],
        "source_count": gone.count(),
        "untranslated": gaps[:MOST],
        "untranslated_count": len(gaps),
        "pending": pending.select_related("made_by").annotate(day=F("made_at")).order_by("day")[:MOST],
        "pending_count": pending.count(),
        "drafts": drafts[:MOST],
        "draft_count": drafts.count(),
        "fresh_for": FRESH_FOR.days,
    }


def unreachable(today: datetime.date) -> QuerySet[Source]:
    """Return sources in use that were not reached lately; none before the first check, when nothing is known."""
    if not Source.objects.filter(reachable_on__isnull=False).exists():
        return Source.objects.none()
    gone = Q(reachable_on__isnull=True) | Q(reachable_on__lt=today - UNREACHABLE_FOR)
    cells = ("rating", "support", "use", "audiencecell", "fact", "figure")
    used = Q.create([(f"{cell}__isnull", False) for cell in cells], connector=Q.OR)
    return Source.objects.filter(gone, used).distinct().order_by("reachable_on", "slug")


def stale_platforms(before: datetime.date, *, most: int) -> tuple[list[Platform], int]:
    """Return the platforms with most cells last checked before that day, or never, and the number of such cells in all.

    Each platform has its own number as `stale_cells`. Five queries.
    """
    old = Q(checked_on__isnull=True) | Q(checked_on__lt=before)
    counts: Counter[int] = Counter()
    known = (Rating.objects, Support.objects.exclude(value=Value.UNKNOWN), Use.objects, AudienceCell.objects)
    for cells in [rows.filter(old) for rows in known]:
        for row in cells.values("platform").annotate(cells=Count("pk")).values("platform", "cells"):
            counts[row["platform"]] += row["cells"]
    platforms = Platform.objects.filter(pk__in=counts)
    worst = sorted(platforms, key=lambda platform: (-counts[platform.pk], platform.name))[:most]
    for platform in worst:
        platform.stale_cells = counts[platform.pk]  # type: ignore[attr-defined]
    return worst, counts.total()


def unknown_cells(catalogue: Catalogue) -> list[tuple[str, str, str, int]]:
    """Return (address on its sheet, platform, cell, results it could change) for each; one query.

    Those first that could change most results of a sample of answers, then those that goals need most; a use weighs
    twice all needs of its goal, as in the score.
    """
    changes = catalogue.memoize("results changed", lambda: _results_changed(catalogue))
    weights = dict(weights_of(catalogue.goals))
    for goal in catalogue.goals:
        weights[cell_key("uses", goal.slug)] = 2 * sum(need.weight for need in goal.needs)
    keys = dict(Platform.objects.values_list("slug", "pk"))
    lines = []
    for platform in catalogue.platforms:
        if platform.slug not in keys:  # deleted while the last catalogue is still shown
            continue
        sheet = reverse("admin:platforms_platform_change", args=[keys[platform.slug]])
        lines += [
            (changes.get((platform.slug, key), 0), weights.get(key, 0), f"{sheet}#{place}", platform.name, key)
            for place, key in _unknown_keys(catalogue, platform)
        ]
    in_order = sorted(lines, key=lambda line: (-line[0], -line[1], line[3], line[4]))
    return [(address, name, cell_title(catalogue, key), changed) for changed, _, address, name, key in in_order]


def _results_changed(catalogue: Catalogue) -> dict[tuple[str, str], int]:
    """Return how many results of a small sample each unknown cell could change, by platform and key."""
    sample = sample_answers(catalogue, samples=SAMPLES, seed=SEED)
    found = leading(catalogue, sample).unknown_cells
    return {(cell.platform.slug, cell.key): cell.results for cell in found}


def _unknown_keys(catalogue: Catalogue, platform: PlatformValue) -> Iterator[tuple[str, str]]:
    """Yield where each unknown cell is on the sheet, and its key."""
    for feature in catalogue.feature_by_slug:
        if platform.supports(feature).value is Value.UNKNOWN:
            yield f"support.{feature}", feature
    yield from ((f"ratings.{trait}", trait) for trait in catalogue.trait_by_slug if trait not in platform.ratings)
    named = [cell_key("uses", goal) for goal in catalogue.goal_by_slug if goal not in platform.uses]
    known = dict(platform.audience.cells())
    named += [cell_key("audience", subject) for subject in Audience if subject not in known]
    yield from ((key, key) for key in named)
