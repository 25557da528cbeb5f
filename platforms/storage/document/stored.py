"""Read everything that is stored as the catalogue document."""

from platforms.domain.document.parts import (
    Document,
    FeaturePart,
    GoalPart,
    GroupPart,
    GuidePart,
    LevelPart,
    NeedPart,
    SourcePart,
    TraitPart,
)
from platforms.domain.vocabulary import Scale
from platforms.models import Feature, Goal, Group, Guide, Level, Need, Platform, Source, Trait
from platforms.storage.document.stored_platform import PREFETCHED, platform_part


def stored() -> Document:
    """Return everything that is stored, drafts and withdrawn platforms too; some thirty queries."""
    traits = Trait.objects.order_by("order", "slug").prefetch_related("levels")
    goals = Goal.objects.order_by("order", "slug").prefetch_related("needs__feature", "needs__trait")
    platforms = Platform.objects.order_by("slug").prefetch_related(*PREFETCHED)
    return Document(
        traits=tuple(
            TraitPart(
                t.slug, t.name, t.low_label, t.high_label, t.question, Scale(t.scale), t.core, t.order,
                tuple(LevelPart(v.label, v.phrase, v.description) for v in _by_value(t)),
            )
            for t in traits
        ),
        groups=tuple(GroupPart(g.slug, g.name, g.order) for g in Group.objects.order_by("order", "slug")),
        features=tuple(
            FeaturePart(f.slug, f.name, f.group.slug, f.yes_means, f.must_have, f.order)
            for f in Feature.objects.order_by("order", "slug").select_related("group")
        ),
        goals=tuple(
            GoalPart(g.slug, g.wording, g.order, tuple(_need_part(n) for n in _in_order(g)))
            for g in goals
        ),
        platforms=tuple(platform_part(platform) for platform in platforms),
        sources={
            s.slug: SourcePart(s.url, s.title, s.publisher, s.official, s.read_on, s.published_on, s.reachable_on)
            for s in Source.objects.order_by("slug")
        },
        guides=tuple(
            GuidePart(g.slug, g.title, g.summary, g.order, g.markdown) for g in Guide.objects.order_by("order", "slug")
        ),
    )  # fmt: skip


def _by_value(trait: Trait) -> list[Level]:
    return sorted(trait.levels.all(), key=lambda level: level.value)


def _in_order(goal: Goal) -> list[Need]:
    return sorted(goal.needs.all(), key=lambda need: need.pk)


def _need_part(need: Need) -> NeedPart:
    return NeedPart(
        need.weight,
        need.feature.slug if need.feature else None,
        need.trait.slug if need.trait else None,
        need.target,
    )
