"""The points of comparison in the order of all comparisons, and what one platform has on each."""

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from platforms.domain.catalogue.cells import Fact, Figure, Rating, Support
from platforms.domain.catalogue.evidence import FRESH_FOR, Evidence
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Subject, Value


@dataclass(frozen=True, slots=True)
class Point:
    """What a row is about: one of the three is set; none for the figures."""

    key: str
    """The slug of the trait or feature, the fact's subject, or "figures"; unique, and the row's anchor."""
    section: str
    """ "core", "traits", a feature group's slug, or "facts"."""
    trait: Trait | None = None
    feature: Feature | None = None
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One platform on one row. Exactly one of the contents is set; none when it is unknown."""

    platform: Platform
    evidence: Evidence
    rating: Rating | None = None
    support: Support | None = None
    fact: Fact | None = None
    figures: tuple[Figure, ...] = ()

    @property
    def sources(self) -> list[int]:
        """The numbers that the sources of a known cell have in the list of its platform's sources."""
        cited = self.evidence.sources if self.known else ()
        return sorted(self.platform.sources.index(source) + 1 for source in cited)

    @property
    def known(self) -> bool:
        if self.support is not None:
            return self.support.value is not Value.UNKNOWN
        return bool(self.rating or self.fact or self.figures)

    @property
    def compared(self) -> object:
        """What two cells have to share to be the same."""
        if self.rating is not None:
            return self.rating.low, self.rating.high
        if self.support is not None:
            return self.support.value
        if self.fact is not None:
            return self.fact.value
        return tuple((figure.counts, figure.number, figure.as_of) for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Column:
    """The cells of one platform, one for each of the catalogue's points, and what is asked of them most."""

    platform: Platform
    cells: tuple[Cell, ...]
    has: frozenset[str]
    """The slugs of the features that it has."""
    lacks: frozenset[str]
    """Those that it is known not to have."""
    known: int
    """How many cells are known."""
    cited: int
    """How many of these rest on a source."""
    checked_on: tuple[datetime.date, ...]
    """When those were checked, the earliest first."""

    def fresh(self, *, today: datetime.date) -> int:
        """Count the cells that were checked lately, as `Evidence.fresh` defines it."""
        return len(self.checked_on) - bisect_left(self.checked_on, today - FRESH_FOR)


def points_of(catalogue: Catalogue) -> Iterator[Point]:
    """Yield traits, features, facts and figures in the order of all comparisons."""
    for trait in catalogue.traits:
        yield Point(trait.slug, "core" if trait.core else "traits", trait=trait)
    for feature in catalogue.features:
        yield Point(feature.slug, feature.group.slug, feature=feature)
    for subject in Subject:
        yield Point(subject.value, "facts", subject=subject)
    yield Point("figures", "facts")


def column_of(catalogue: Catalogue, platform: Platform) -> Column:
    """Return the column of a platform."""
    values = [(feature.slug, platform.supports(feature.slug).value) for feature in catalogue.features]
    cells = tuple(_cell(platform, point) for point in points_of(catalogue))
    cited = [cell.evidence for cell in cells if cell.known and cell.evidence.cited]
    return Column(
        platform,
        cells,
        has=frozenset(slug for slug, value in values if value is Value.YES),
        lacks=frozenset(slug for slug, value in values if value is Value.NO),
        known=sum(cell.known for cell in cells),
        cited=len(cited),
        checked_on=tuple(sorted(evidence.checked_on for evidence in cited if evidence.checked_on)),
    )


def _cell(platform: Platform, point: Point) -> Cell:
    if point.trait:
        rating = platform.ratings.get(point.trait.slug)
        return Cell(platform, rating.evidence if rating else Evidence(), rating=rating)
    if point.feature:
        support = platform.supports(point.feature.slug)
        return Cell(platform, support.evidence, support=support)
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
