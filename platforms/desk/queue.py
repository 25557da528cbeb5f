"""The queue on the start page: lists of what needs doing, each with its count, the most urgent first."""

import datetime

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from platforms.desk.cells.stale import stale_platforms
from platforms.desk.cells.unknown import unknown_cells
from platforms.domain.catalogue.evidence import FRESH_FOR
from platforms.models import Correction, CorrectionState, Platform, Source
from platforms.storage import published
from platforms.translations.catalogue import untranslated

MOST = 10
"""Lines shown of a list."""

UNREACHABLE_FOR = datetime.timedelta(days=30)
"""`check_sources` runs more often, so a source that was not reached for so long is worth a look."""


def queue(request: HttpRequest) -> dict:
    """Return the context of the start page, empty for somebody who may not see platforms; a dozen queries."""
    if not request.user.has_perm("platforms.view_platform"):
        return {}
    today = timezone.now().date()
    corrections = Correction.objects.filter(state=CorrectionState.OPEN).select_related("platform")
    drafts = Platform.objects.drafts().order_by("name")
    unreachable = _unreachable(today)
    stale, stale_count = stale_platforms(today - FRESH_FOR, most=MOST)
    catalogue = published.current()
    unknown = unknown_cells(catalogue)
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
    """Return sources in use that were not reached lately; none before the first check, when nothing is known."""
    if not Source.objects.filter(reachable_on__isnull=False).exists():
        return Source.objects.none()
    gone = Q(reachable_on__isnull=True) | Q(reachable_on__lt=today - UNREACHABLE_FOR)
    used = Q(rating__isnull=False) | Q(support__isnull=False) | Q(fact__isnull=False) | Q(figure__isnull=False)
    return Source.objects.filter(gone, used).distinct().order_by("reachable_on", "slug")
