"""What platforms are compared on, and the guides, from the database, drafts too: a catalogue without platforms."""

from platforms.domain.catalogue import scales
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.catalogue.values import Guide as GuideValue
from platforms.domain.document.parts import MISSING
from platforms.domain.vocabulary import Kind, Scale
from platforms.models import Feature, Goal, Group, Guide, Trait


def build_scales(*, revision: str) -> Catalogue:
    """Return a catalogue without platforms: the scales, all goals and the guides."""
    groups = {
        group.pk: scales.Group(group.slug, group.name, group.order) for group in Group.objects.order_by("order", "slug")
    }
    return Catalogue(
        revision=revision,
        traits=_traits(),
        groups=tuple(groups.values()),
        features=tuple(
            scales.Feature(
                row.slug,
                row.name,
                groups[row.group_id],
                row.yes_means,
                row.must_have,
                row.order,
                tuple(row.also),
                row.draft,
            )
            for row in Feature.objects.order_by("group__order", "order", "slug")
        ),
        goals=_goals(),
        platforms=(),
        guides=tuple(
            GuideValue(row.slug, row.title, row.summary, row.markdown, row.order, row.draft)
            for row in Guide.objects.order_by("order", "slug")
        ),
    )


def _traits() -> tuple[scales.Trait, ...]:
    rows = Trait.objects.order_by("order", "slug").prefetch_related("levels")
    return tuple(
        scales.Trait(
            row.slug, row.name, row.low_label, row.high_label, row.question, Scale(row.scale), row.core, row.order,
            _levels(row), tuple(row.also), row.draft,
        )
        for row in rows
    )  # fmt: skip


def _levels(trait: Trait) -> tuple[scales.Level, ...]:
    """Return the levels from 0 to the highest that is written; one that a draft lacks between is named "…"."""
    rows = {level.value: level for level in trait.levels.all()}
    return tuple(
        scales.Level(value, row.label, row.phrase, row.description)
        if (row := rows.get(value))
        else scales.Level(value, MISSING, MISSING, "")
        for value in range(max(rows, default=-1) + 1)
    )


def _goals() -> tuple[scales.Goal, ...]:
    rows = Goal.objects.order_by("order", "slug").prefetch_related("needs__feature", "needs__trait")
    return tuple(
        scales.Goal(
            row.slug, row.wording, row.order, _needs(row), row.short, Kind(row.kind), tuple(row.also), row.draft
        )
        for row in rows
    )


def _needs(goal: Goal) -> tuple[scales.Need, ...]:
    rows = sorted(goal.needs.all(), key=lambda need: need.pk)
    return tuple(
        scales.Need(
            row.weight,
            feature=row.feature.slug if row.feature else None,
            trait=row.trait.slug if row.trait else None,
            target=row.target,
        )
        for row in rows
    )
