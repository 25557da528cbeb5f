"""The whole catalogue from the database, uncached: platforms, scales, guides, changes."""

from dataclasses import replace

from django.db.models import Max, QuerySet

from platforms.domain.catalogue.platforms import Withdrawn
from platforms.domain.catalogue.values import Catalogue
from platforms.models import Platform, Translation
from platforms.storage import entries
from platforms.storage.changes import recent_decisions, recent_edits
from platforms.storage.proposals import outdated
from platforms.storage.reading import read_to_keep
from platforms.storage.scales import build_scales


def build(platforms: QuerySet[Platform], *, revision: str) -> Catalogue:
    """Return the catalogue with these platforms, drafts too if they are among them: some thirty queries."""
    scales_and_guides = without_drafts(build_scales(revision=revision))
    keys = {
        "ratings": scales_and_guides.trait_by_slug,
        "support": scales_and_guides.feature_by_slug,
        "uses": scales_and_guides.goal_by_slug,
    }
    return replace(
        scales_and_guides,
        platforms=read_to_keep(
            platforms, dict(Platform.history.values_list("id").annotate(Max("history_date"))), keys=keys
        ),
        withdrawn=_withdrawn(),
        edits=recent_edits(),
        decisions=recent_decisions(),
        outdated=outdated(),
        translations=tuple(Translation.objects.values_list("language", "key", "english", "text")),
        newest_entry=entries.newest_entry(),
    )


def without_drafts(catalogue: Catalogue) -> Catalogue:
    """Return the scales and guides without drafts, and without goals that can't be matched for want of a need."""
    return replace(
        catalogue,
        traits=tuple(trait for trait in catalogue.traits if not trait.draft),
        features=tuple(feature for feature in catalogue.features if not feature.draft),
        goals=tuple(goal for goal in catalogue.goals if goal.needs and not goal.draft),
        guides=tuple(guide for guide in catalogue.guides if not guide.draft),
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
