"""A catalogue made of a document: how open data and older states are read."""

import datetime
from collections.abc import Callable
from types import MappingProxyType
from typing import Any

import msgspec

from platforms.domain.catalogue.audience import Ages, Audience, AudienceCell, Countries, Fields, Joining
from platforms.domain.catalogue.cells import Fact, Figure, Rating, Support, Tip, Use
from platforms.domain.catalogue.conversion import source_of
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import (
    AgesPart,
    AudienceCellPart,
    AudiencePart,
    CountriesPart,
    FieldsPart,
    JoiningPart,
    PlatformPart,
)

AUDIENCE_CELLS: dict[type[AudienceCellPart], type[AudienceCell]] = {
    CountriesPart: Countries,
    AgesPart: Ages,
    FieldsPart: Fields,
    JoiningPart: Joining,
}


def audience_of(part: AudiencePart, evidence: Callable[..., Evidence]) -> Audience:
    """Return an audience; `evidence` makes the value of a cell's source ids and its check date."""
    cells: dict[str, Any] = {
        name: audience_cell_of(cell, evidence(cell.sources, cell.checked_on)) for name, cell in part.items()
    }
    return Audience(**cells)


def audience_cell_of(part: AudienceCellPart, evidence: Evidence) -> AudienceCell:
    """Return a part of an audience as a value that rests on this evidence."""
    given = msgspec.structs.asdict(part)
    del given["sources"], given["checked_on"]
    return AUDIENCE_CELLS[type(part)](**given, evidence=evidence)


def platform_of(part: PlatformPart, sources: dict[str, SourcePart]) -> Platform:
    """Return a platform as public pages see it; leave out ids of sources that are not there."""

    def evidence(ids: tuple[str, ...], checked_on: datetime.date | None = None) -> Evidence:
        return Evidence(tuple(source_of(slug, sources[slug]) for slug in ids if slug in sources), checked_on)

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
        uses=MappingProxyType(
            {g: Use(g, u.level, u.why, evidence(u.sources, u.checked_on)) for g, u in part.uses.items()}
        ),
        audience=audience_of(part.audience, evidence),
        figures=tuple(
            Figure(f.counts, f.number, f.as_of, f.note, evidence(f.sources, f.checked_on)) for f in part.figures
        ),
        tips=tuple(Tip(t.text, t.goal, evidence(t.sources)) for t in part.tips),
        glyph=part.glyph,
        monogram=part.monogram,
    )
