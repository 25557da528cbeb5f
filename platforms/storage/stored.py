"""Everything that is stored as the catalogue document, drafts and withdrawn platforms too."""

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
from platforms.domain.document.platform_part import FactPart, FigurePart, PlatformPart, RatingPart, SupportPart, TipPart
from platforms.domain.vocabulary import Kind, Scale, Subject, Value
from platforms.models import Feature, Goal, Group, Guide, Level, Need, Platform, Source, Trait


def stored() -> Document:
    """Everything that is stored, drafts and withdrawn platforms too, as a document."""
    traits = Trait.objects.order_by("order", "slug").prefetch_related("levels")
    goals = Goal.objects.order_by("order", "slug").prefetch_related("needs__feature", "needs__trait")
    platforms = Platform.objects.order_by("slug").prefetch_related(*PARTS)
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
        platforms=tuple(_platform_part(platform) for platform in platforms),
        sources={
            s.slug: SourcePart(s.url, s.title, s.publisher, s.official, s.read_on, s.published_on, s.reachable_on)
            for s in Source.objects.order_by("slug")
        },
        guides=tuple(
            GuidePart(g.slug, g.title, g.summary, g.order, g.markdown) for g in Guide.objects.order_by("order", "slug")
        ),
    )  # fmt: skip


PARTS = (
    "other_names", "ratings__trait", "ratings__sources", "support__feature", "support__sources",
    "facts__sources", "figures__sources", "tips__goal", "tips__sources",
)  # fmt: skip


def stored_platform(pk: int) -> PlatformPart:
    """One platform with all its cells, as it is stored now; some fifteen queries. Raises Platform.DoesNotExist."""
    return _platform_part(Platform.objects.prefetch_related(*PARTS).get(pk=pk))


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


def _slugs(cell) -> tuple[str, ...]:
    return tuple(sorted(source.slug for source in cell.sources.all()))


def _platform_part(row: Platform) -> PlatformPart:
    order = list(Subject)
    return PlatformPart(
        slug=row.slug,
        name=row.name,
        also_known_as=tuple(sorted(other.name for other in row.other_names.all())),
        kind=Kind(row.kind),
        tagline=row.tagline,
        summary=row.summary,
        website=row.website,
        published=row.published_at is not None,
        withdrawn=row.withdrawn_at is not None,
        facts={
            Subject(f.subject): FactPart(f.value, f.note, _slugs(f), f.checked_on)
            for f in sorted(row.facts.all(), key=lambda f: order.index(Subject(f.subject)))
        },
        ratings={
            r.trait.slug: RatingPart(r.lowest, r.highest, r.why, _slugs(r), r.checked_on)
            for r in sorted(row.ratings.all(), key=lambda r: (r.trait.order, r.trait.slug))
        },
        support={
            s.feature.slug: SupportPart(Value(s.value), s.note, _slugs(s), s.checked_on)
            for s in sorted(row.support.all(), key=lambda s: (s.feature.order, s.feature.slug))
        },
        figures=tuple(
            FigurePart(f.counts, f.number, f.as_of, f.note, _slugs(f), f.checked_on)
            for f in sorted(row.figures.all(), key=lambda f: (-f.as_of.toordinal(), f.counts))
        ),
        tips=tuple(
            TipPart(t.text, t.goal.slug if t.goal else None, _slugs(t))
            for t in sorted(row.tips.all(), key=lambda t: t.order)
        ),
    )
