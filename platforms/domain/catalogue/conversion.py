"""The catalogue value as a document, and back: what open data is written from, and how an older state is read."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

import msgspec

from platforms.domain.catalogue.audience import Ages, Audience, AudienceCell, Countries, Fields, Joining
from platforms.domain.catalogue.cells import Fact, Figure, Rating, Support, Use
from platforms.domain.catalogue.evidence import Evidence, Source
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
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
from platforms.domain.document.platform_part import (
    AgesPart,
    AudienceCellPart,
    AudiencePart,
    CountriesPart,
    FactPart,
    FieldsPart,
    FigurePart,
    JoiningPart,
    PlatformPart,
    RatingPart,
    SupportPart,
    TipPart,
    UsePart,
)

AUDIENCE_PARTS: dict[type[AudienceCell], type[AudienceCellPart]] = {
    Countries: CountriesPart,
    Ages: AgesPart,
    Fields: FieldsPart,
    Joining: JoiningPart,
}


def document_of(catalogue: Catalogue) -> Document:
    """Return everything public as a document: no drafts, nothing withdrawn, only sources that are cited."""
    return Document(
        traits=tuple(
            TraitPart(
                t.slug, t.name, t.low_label, t.high_label, t.question, t.scale, t.core, t.order,
                tuple(LevelPart(level.label, level.phrase, level.description) for level in t.levels), t.also, t.draft,
            )
            for t in catalogue.traits
        ),
        groups=tuple(GroupPart(g.slug, g.name, g.order) for g in catalogue.groups),
        features=tuple(
            FeaturePart(f.slug, f.name, f.group.slug, f.yes_means, f.must_have, f.order, f.also, f.draft)
            for f in catalogue.features
        ),
        goals=tuple(
            GoalPart(
                g.slug, g.wording, g.order, tuple(NeedPart(n.weight, n.feature, n.trait, n.target) for n in g.needs),
                g.short, g.kind, g.also, g.draft,
            )
            for g in catalogue.goals
        ),
        guides=tuple(GuidePart(g.slug, g.title, g.summary, g.order, g.markdown, g.draft) for g in catalogue.guides),
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
        uses={slug: use_part(use) for slug, use in platform.uses.items()},
        audience=audience_part(platform.audience),
        figures=tuple(map(figure_part, platform.figures)),
        tips=tuple(TipPart(tip.text, tip.goal, _ids(tip.evidence)) for tip in platform.tips),
        glyph=platform.glyph,
        monogram=platform.monogram,
    )


def fact_part(fact: Fact) -> FactPart:
    return FactPart(fact.value, fact.note, _ids(fact.evidence), fact.evidence.checked_on)


def rating_part(rating: Rating) -> RatingPart:
    return RatingPart(rating.low, rating.high, rating.why, _ids(rating.evidence), rating.evidence.checked_on)


def support_part(support: Support) -> SupportPart:
    return SupportPart(support.value, support.note, _ids(support.evidence), support.evidence.checked_on)


def use_part(use: Use) -> UsePart:
    return UsePart(use.level, use.why, _ids(use.evidence), use.evidence.checked_on)


def audience_part(audience: Audience) -> AudiencePart:
    cells: dict[str, Any] = {name: _audience_cell_part(cell) for name, cell in audience.cells()}
    return AudiencePart(**cells)


def _audience_cell_part(cell: AudienceCell) -> AudienceCellPart:
    given: dict[str, Any] = {field.name: getattr(cell, field.name) for field in fields(cell)}
    evidence = given.pop("evidence")
    if isinstance(cell, Ages):
        given["exceptions"] = dict(sorted(cell.exceptions.items()))
    return AUDIENCE_PARTS[type(cell)](**given, sources=_ids(evidence), checked_on=evidence.checked_on)


def figure_part(figure: Figure) -> FigurePart:
    return FigurePart(
        figure.counts, figure.number, figure.as_of, figure.note, _ids(figure.evidence), figure.evidence.checked_on
    )


def source_parts(sources: Iterable[Source]) -> dict[str, SourcePart]:
    """Return sources by their ids, in the order of these."""
    return {source.slug: _source_part(source) for source in sorted(set(sources), key=lambda source: source.slug)}


def source_of(slug: str, part: SourcePart) -> Source:
    return Source(slug, **msgspec.structs.asdict(part))


def _source_part(source: Source) -> SourcePart:
    return SourcePart(**{name: getattr(source, name) for name in SourcePart.__struct_fields__})


def _ids(evidence: Evidence) -> tuple[str, ...]:
    return tuple(source.slug for source in evidence.sources)
