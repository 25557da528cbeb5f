"""The whole catalogue from the database, uncached: platforms, scales, guides, changes."""

from dataclasses import replace

from django.db.models import Max, QuerySet

from platforms.domain.catalogue.platforms import Withdrawn
from platforms.domain.catalogue.values import Catalogue
from platforms.models import Platform
from platforms.storage import entries
from platforms.storage.changes import recent_decisions, recent_edits
from platforms.storage.reading import read_to_keep
from platforms.storage.scales import build_scales


def build(platforms: QuerySet[Platform], *, revision: str) -> Catalogue:
    """Return the catalogue with these platforms, drafts too if they are among them: some thirty queries."""
    scales_and_guides = build_scales(revision=revision)
    return replace(
        scales_and_guides,
        goals=tuple(goal for goal in scales_and_guides.goals if goal.needs),  # without one nothing can be matched
        platforms=read_to_keep(platforms, dict(Platform.history.values_list("id").annotate(Max("history_date")))),
        withdrawn=_withdrawn(),
        edits=recent_edits(),
        decisions=recent_decisions(),
        newest_entry=entries.newest_entry(),
    )


def _withdrawn() -> tuple[Withdrawn, ...]:
    rows = Platform.objects.withdrawn().prefetch_related("other_names").order_by("name")
    return tuple(
        Withdrawn(
            row.slug,
            row.name,
            tuple(sorted(other.name for other in row.other_names.all())),
            row.withdrawn_at.date(),
        )
        for row in rows
        if row.withdrawn_at
    )
