"""The catalogue value as a document, and back: what open data is written from, and how an older state is read."""

import datetime
from collections.abc import Iterable
from types import MappingProxyType

from platforms.domain.catalogue.evidence import Evidence, Source
from platforms.domain.catalogue.scales import Feature, Goal, Group, Level, Need, Trait
from platforms.domain.catalogue.values import Catalogue, Fact, Figure, Guide, Platform, Rating, Support, Tip
from platforms.domain.document.parts import (
    Document,
    FactPart,
    FeaturePart,
    FigurePart,
    GoalPart,
    GroupPart,
    GuidePart,
    LevelPart,
    NeedPart,
    PlatformPart,
    RatingPart,
    SourcePart,
    SupportPart,
    TipPart,
    TraitPart,
)


def document_of(catalogue: Catalogue) -> Document:
    """Everything public as a document: no drafts, nothing withdrawn, only sources that something rests on."""
    return Document(
        traits=tuple(
            TraitPart(
                t.slug, t.name, t.low_label, t.high_label, t.question, t.scale, t.core, t.order,
                tuple(LevelPart(level.label, level.phrase, level.description) for level in t.levels),
            )
            for t in catalogue.traits
        ),
        groups=tuple(GroupPart(g.slug, g.name, g.order) for g in catalogue.groups),
        features=tuple(
            FeaturePart(f.slug, f.name, f.group.slug, f.yes_means, f.must_have, f.order) for f in catalogue.features
        ),
        goals=tuple(
            GoalPart(
                g.slug, g.wording, g.order, tuple(NeedPart(n.weight, n.feature, n.trait, n.target) for n in g.needs)
            )
            for g in catalogue.goals
        ),
        guides=tuple(GuidePart(g.slug, g.title, g.summary, g.order, g.markdown) for g in catalogue.guides),
        platforms=tuple(sorted(map(platform_part, catalogue.platforms), key=lambda part: part.slug)),
        sources=source_parts(source for platform in catalogue.platforms for source in platform.sources),
    )  # fmt: skip


def platform_part(platform: Platform) -> PlatformPart:
    return PlatformPart(
        slug=platform.slug,
        name=platform.name,
        also_known_as=platform.also_known_as,
        kind=platform.kind,
        tagline=platform.tagline,
        summary=platform.summary,
        website=platform.website,
        published=True,
        facts={subject: fact_part(fact) for subject, fact in platform.facts.items()},
        ratings={slug: rating_part(rating) for slug, rating in platform.ratings.items()},
        support={slug: support_part(support) for slug, support in platform.support.items()},
        figures=tuple(map(figure_part, platform.figures)),
        tips=tuple(TipPart(tip.text, tip.goal, _ids(tip.evidence)) for tip in platform.tips),
    )


def fact_part(fact: Fact) -> FactPart:
    return FactPart(fact.value, fact.note, _ids(fact.evidence), fact.evidence.checked_on)


def rating_part(rating: Rating) -> RatingPart:
    return RatingPart(rating.low, rating.high, rating.why, _ids(rating.evidence), rating.evidence.checked_on)


def support_part(support: Support) -> SupportPart:
    return SupportPart(support.value, support.note, _ids(support.evidence), support.evidence.checked_on)


def figure_part(figure: Figure) -> FigurePart:
    return FigurePart(
        figure.counts, figure.number, figure.as_of, figure.note, _ids(figure.evidence), figure.evidence.checked_on
    )


def source_parts(sources: Iterable[Source]) -> dict[str, SourcePart]:
    """Sources by their ids, in the order of these."""
    return {
        s.slug: SourcePart(s.url, s.title, s.publisher, s.official, s.read_on, s.published_on, s.reachable_on)
        for s in sorted(set(sources), key=lambda source: source.slug)
    }


def _ids(evidence: Evidence) -> tuple[str, ...]:
    return tuple(source.slug for source in evidence.sources)


def catalogue_of(document: Document, *, revision: str) -> Catalogue:
    """The inverse of `document_of`: what of a document is public, as a catalogue."""
    groups = {g.slug: Group(g.slug, g.name, g.order) for g in document.groups}
    public = [part for part in document.platforms if part.published and not part.withdrawn]
    return Catalogue(
        revision=revision,
        traits=tuple(
            Trait(
                t.slug, t.name, t.low_label, t.high_label, t.question, t.scale, t.core, t.order,
                tuple(Level(n, v.label, v.phrase, v.description) for n, v in enumerate(t.levels)),
            )
            for t in document.traits
        ),
        groups=tuple(groups.values()),
        features=tuple(
            Feature(f.slug, f.name, groups[f.group], f.yes_means, f.must_have, f.order) for f in document.features
        ),
        goals=tuple(
            Goal(g.slug, g.wording, g.order, tuple(Need(n.weight, n.feature, n.trait, n.target) for n in g.needs))
            for g in document.goals
        ),
        platforms=tuple(
            platform_of(part, document.sources) for part in sorted(public, key=lambda part: (part.name, part.slug))
        ),
        guides=tuple(Guide(g.slug, g.title, g.summary, g.markdown, g.order) for g in document.guides),
    )  # fmt: skip


def platform_of(part: PlatformPart, sources: dict[str, SourcePart]) -> Platform:
    """A platform as public pages see it; ids of sources that are not there are left out."""

    def evidence(ids: tuple[str, ...], checked_on: datetime.date | None = None) -> Evidence:
        found = ((slug, sources[slug]) for slug in ids if slug in sources)
        return Evidence(
            tuple(
                Source(slug, s.url, s.title, s.publisher, s.official, s.read_on, s.published_on, s.reachable_on)
                for slug, s in found
            ),
            checked_on,
        )

    return Platform(
        slug=part.slug,
        name=part.name,
        also_known_as=part.also_known_as,
        kind=part.kind,
        tagline=part.tagline,
        summary=part.summary,
        website=part.website,
        facts=MappingProxyType(
            {s: Fact(s, f.value, f.note, evidence(f.sources, f.checked_on)) for s, f in part.facts.items()}
        ),
        ratings=MappingProxyType(
            {t: Rating(t, r.low, r.high, r.why, evidence(r.sources, r.checked_on)) for t, r in part.ratings.items()}
        ),
        support=MappingProxyType(
            {f: Support(f, s.value, s.note, evidence(s.sources, s.checked_on)) for f, s in part.support.items()}
        ),
        figures=tuple(
            Figure(f.counts, f.number, f.as_of, f.note, evidence(f.sources, f.checked_on)) for f in part.figures
        ),
        tips=tuple(Tip(t.text, t.goal, evidence(t.sources)) for t in part.tips),
    )
