"""The whole catalogue from the database, uncached: scales and goals, platforms, guides, changes."""

from django.db.models import Max, QuerySet

from platforms.domain.catalogue import scales
from platforms.domain.catalogue.platforms import Withdrawn
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.catalogue.values import Guide as GuideValue
from platforms.domain.vocabulary import Scale
from platforms.models import Feature, Goal, Group, Guide, Platform, Trait
from platforms.storage import entries
from platforms.storage.changes import recent_decisions, recent_edits
from platforms.storage.reading import read


def build(platforms: QuerySet[Platform], *, revision: str) -> Catalogue:
    """Return the catalogue with these platforms, drafts too if they are among them: some thirty queries."""
    groups = {
        group.pk: scales.Group(group.slug, group.name, group.order) for group in Group.objects.order_by("order", "slug")
    }
    return Catalogue(
        revision=revision,
        traits=_traits(),
        groups=tuple(groups.values()),
        features=tuple(
            scales.Feature(row.slug, row.name, groups[row.group_id], row.yes_means, row.must_have, row.order)
            for row in Feature.objects.order_by("group__order", "order", "slug")
        ),
        goals=_goals(),
        platforms=read(platforms, dict(Platform.history.values_list("id").annotate(Max("history_date")))),
        withdrawn=_withdrawn(),
        guides=tuple(
            GuideValue(row.slug, row.title, row.summary, row.markdown, row.order)
            for row in Guide.objects.order_by("order", "slug")
        ),
        edits=recent_edits(),
        decisions=recent_decisions(),
        newest_entry=entries.newest_entry(),
    )


def _traits() -> tuple[scales.Trait, ...]:
    return tuple(
        scales.Trait(
            slug=row.slug,
            name=row.name,
            low_label=row.low_label,
            high_label=row.high_label,
            question=row.question,
            scale=Scale(row.scale),
            core=row.core,
            order=row.order,
            levels=tuple(
                scales.Level(level.value, level.label, level.phrase, level.description)
                for level in sorted(row.levels.all(), key=lambda level: level.value)
            ),
        )
        for row in Trait.objects.order_by("order", "slug").prefetch_related("levels")
    )


def _goals() -> tuple[scales.Goal, ...]:
    """Return the goals that have a need; without one nothing can be matched."""
    goals = (
        scales.Goal(row.slug, row.wording, row.order, tuple(_need(need) for need in row.needs.all()))
        for row in Goal.objects.order_by("order", "slug").prefetch_related("needs__feature", "needs__trait")
    )
    return tuple(goal for goal in goals if goal.needs)


def _need(row) -> scales.Need:
    return scales.Need(
        weight=row.weight,
        feature=row.feature.slug if row.feature else None,
        trait=row.trait.slug if row.trait else None,
        target=row.target,
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
