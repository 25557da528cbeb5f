"""Rows of a comparison: what each is about, what a platform has there, how its cells compare."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from platforms.domain.catalogue.audience import Ages, AudienceCell, Countries, Fields, Joining
from platforms.domain.catalogue.cells import Fact, Figure, Rating, Support, cell_key
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.key_facts import people
from platforms.domain.comparing.selection import Show
from platforms.domain.people import Audience
from platforms.domain.vocabulary import Subject, Value

FIGURES = "figures"
"""The key of the row of how many people there are."""


@dataclass(frozen=True, slots=True)
class Point:
    """What a row is about: one of the four is set; none for the figures."""

    key: str
    """The cell's key ("focus", "polls", "audience.ages", "operator"), or "figures"; unique, and the row's anchor."""
    section: str
    """ "core", "traits", a feature group's slug, "audience" or "facts"."""
    trait: Trait | None = None
    feature: Feature | None = None
    subject: Subject | None = None
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One platform on one row. Exactly one of the contents is set; none when it is unknown."""

    platform: Platform
    evidence: Evidence
    rating: Rating | None = None
    support: Support | None = None
    fact: Fact | None = None
    audience: AudienceCell | None = None
    figures: tuple[Figure, ...] = ()

    @property
    def sources(self) -> list[int]:
        """The numbers that the sources of a known cell have in the list of its platform's sources."""
        cited = self.evidence.sources if self.known else ()
        return sorted(self.platform.sources.index(source) + 1 for source in cited)

    @property
    def people(self) -> Figure | None:
        """The figure that a comparison shows of several."""
        return people(self.platform) if self.figures else None

    @property
    def known(self) -> bool:
        if self.support is not None:
            return self.support.value is not Value.UNKNOWN
        return bool(self.rating or self.fact or self.audience or self.figures)

    @property
    def compared(self) -> object:
        """What two cells have to share to be the same."""
        if self.rating is not None:
            return self.rating.low, self.rating.high
        if self.support is not None:
            return self.support.value
        if self.fact is not None:
            return self.fact.value
        if self.audience is not None:
            return _claim(self.audience)
        return tuple((figure.counts, figure.number, figure.as_of) for figure in self.figures)


def _claim(cell: AudienceCell) -> object:
    """What two parts of an audience have to share to be the same; exceptions by country are details."""
    match cell:
        case Countries(offered, not_offered):
            return offered, not_offered
        case Ages(minimum):
            return minimum
        case Fields(fields):
            return fields
        case Joining(needs):
            return needs


class Verdict(StrEnum):
    DIFFERS = "differs"
    SAME = "same"
    UNDECIDED = "undecided"
    """Nothing known differs, but something is unknown."""


class Row(NamedTuple):
    point: Point
    cells: tuple[Cell, ...]
    verdict: Verdict

    @property
    def key(self) -> str:
        return self.point.key

    @property
    def differs(self) -> bool:
        return self.verdict is Verdict.DIFFERS

    @property
    def checked_on(self) -> datetime.date | None:
        """The day since which all of it has been checked; None when a known cell never was."""
        days = [cell.evidence.checked_on for cell in self.cells if cell.known]
        return min((day for day in days if day), default=None) if all(days) else None

    def is_shown(self, show: Show) -> bool:
        return show is Show.ALL or self.verdict is SHOWN.get(show)


def verdict_of(cells: Collection[Cell]) -> Verdict:
    """Return how the cells of a row compare: two that are known and differ decide; else an unknown leaves it open."""
    known = {cell.compared for cell in cells if cell.known}
    if len(known) > 1:
        return Verdict.DIFFERS
    return Verdict.SAME if all(cell.known for cell in cells) else Verdict.UNDECIDED


SHOWN = {Show.DIFFERENCES: Verdict.DIFFERS, Show.SAME: Verdict.SAME}


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading: "goals", "core", "traits", a feature group's slug, or "facts"."""

    key: str
    name: str
    """A feature group's name; empty for the others, which the page names."""
    rows: tuple[Row, ...]


def points_of(catalogue: Catalogue) -> Iterator[Point]:
    """Yield traits, features, audience, facts and figures in the order of all comparisons."""
    for trait in catalogue.traits:
        yield Point(trait.slug, "core" if trait.core else "traits", trait=trait)
    for feature in catalogue.features:
        yield Point(feature.slug, feature.group.slug, feature=feature)
    for part in Audience:
        yield Point(cell_key("audience", part), "audience", audience=part)
    for subject in Subject:
        yield Point(subject.value, "facts", subject=subject)
    yield Point(FIGURES, "facts")


def cell_of(platform: Platform, point: Point) -> Cell:
    """Return what a platform has on a point."""
    if point.trait:
        rating = platform.ratings.get(point.trait.slug)
        return Cell(platform, rating.evidence if rating else Evidence(), rating=rating)
    if point.feature:
        support = platform.supports(point.feature.slug)
        return Cell(platform, support.evidence, support=support)
    if point.audience:
        part = getattr(platform.audience, point.audience)
        return Cell(platform, part.evidence if part else Evidence(), audience=part)
    if point.subject:
        fact = platform.facts.get(point.subject)
        return Cell(platform, fact.evidence if fact else Evidence(), fact=fact)
    return Cell(platform, _pooled(platform.figures), figures=platform.figures)


def _pooled(figures: Iterable[Figure]) -> Evidence:
    """The evidence of several figures as that of one cell; checked as long ago as the one checked first."""
    figures = list(figures)
    sources = dict.fromkeys(source for figure in figures for source in figure.evidence.sources)
    days = [figure.evidence.checked_on for figure in figures]
    return Evidence(tuple(sources), min(day for day in days if day) if days and all(days) else None)
