"""Two to four platforms side by side: rows of cells, what differs, what it comes down to, how well it is known."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from platforms.domain.catalogue import (
    Catalogue,
    Evidence,
    Fact,
    Feature,
    Figure,
    Goal,
    Platform,
    Rating,
    Subject,
    Support,
    Trait,
    Value,
)
from platforms.domain.selection import Show
from platforms.domain.table import GOAL, table_of

CLEARLY_BETTER = Fraction(1, 10)
"""A goal speaks for a platform when it serves the goal better than every other by at least this, on a scale of 0..1."""

MOST_REASONS = 4
MOST_CLAUSES = 5
MOST_NAMED = 3
"""How many features one sentence names."""

CLEAR_GAP = 1.0
"""Levels between the middles of two ratings from which a sentence speaks of a difference."""


class Verdict(StrEnum):
    DIFFERS = "differs"
    SAME = "same"
    UNDECIDED = "undecided"
    """Nothing known differs, but something is unknown."""


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
    def known(self) -> bool:
        if self.support is not None:
            return self.support.value is not Value.UNKNOWN
        return self.rating is not None or self.fact is not None or bool(self.figures)

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
class Row:
    key: str
    """The slug of the trait or feature, the fact's subject, or "figures"; unique in a comparison, and its anchor."""
    cells: tuple[Cell, ...]
    trait: Trait | None = None
    feature: Feature | None = None
    subject: Subject | None = None

    @property
    def verdict(self) -> Verdict:
        if len({cell.compared for cell in self.cells if cell.known}) > 1:
            return Verdict.DIFFERS
        return Verdict.SAME if all(cell.known for cell in self.cells) else Verdict.UNDECIDED

    @property
    def differs(self) -> bool:
        return self.verdict is Verdict.DIFFERS

    def is_shown(self, show: Show) -> bool:
        return show is Show.ALL or self.verdict == {Show.DIFFERENCES: Verdict.DIFFERS, Show.SAME: Verdict.SAME}[show]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading: "goals", "core", "traits", a feature group's slug, or "facts"."""

    key: str
    name: str
    """A feature group's name; empty for the others, which the page names."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TraitClause:
    """Two platforms stand apart on a trait, or all stand together: one sentence of "in short"."""

    trait: Trait
    ratings: tuple[tuple[Platform, Rating], ...]
    alike: bool


@dataclass(frozen=True, slots=True)
class FeatureClause:
    """Features that one platform alone has, or that all have: one sentence of "in short"."""

    platform: Platform | None
    """None when all have them."""
    features: tuple[Feature, ...]
    more: int
    """How many there are besides those named."""


type Clause = TraitClause | FeatureClause


@dataclass(frozen=True, slots=True)
class Choice:
    """The goals that speak for one platform, the clearest first."""

    platform: Platform
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many cells there are, are known, rest on a source, and were checked lately. Each includes the next."""

    cells: int
    known: int
    cited: int
    fresh: int


@dataclass(frozen=True, slots=True)
class Comparison:
    platforms: tuple[Platform, ...]
    sections: tuple[Section, ...]
    """All of them, whatever is shown."""
    in_short: tuple[Clause, ...]
    choices: tuple[Choice, ...]
    coverage: Coverage

    @property
    def rows(self) -> Iterator[Row]:
        """Every row once: a row that a goal brought to the top is not repeated."""
        for section in self.sections:
            yield from section.rows

    def count(self, verdict: Verdict) -> int:
        return sum(row.verdict == verdict for row in self.rows)


def compare(
    *, catalogue: Catalogue, platforms: Sequence[Platform], goals: Sequence[Goal] = (), today: datetime.date
) -> Comparison:
    """Two to four different platforms in the reader's order; the rows that `goals` need come first."""
    rows = list(_rows(catalogue, platforms))
    return Comparison(
        platforms=tuple(platforms),
        sections=tuple(_sections(catalogue, rows, goals)),
        in_short=tuple(_in_short(catalogue, platforms)),
        choices=tuple(_choices(catalogue, platforms)),
        coverage=coverage([cell for row in rows for cell in row.cells], today=today),
    )


def profile(*, catalogue: Catalogue, platform: Platform, today: datetime.date) -> Comparison:
    """One platform in the same rows, with nothing beside it."""
    rows = list(_rows(catalogue, [platform]))
    return Comparison(
        platforms=(platform,),
        sections=tuple(_sections(catalogue, rows, ())),
        in_short=(),
        choices=(),
        coverage=coverage([cell for row in rows for cell in row.cells], today=today),
    )


def _rows(catalogue: Catalogue, platforms: Sequence[Platform]) -> Iterator[Row]:
    for trait in catalogue.traits:
        ratings = [(p, p.ratings.get(trait.slug)) for p in platforms]
        cells = tuple(Cell(p, rating.evidence if rating else Evidence(), rating=rating) for p, rating in ratings)
        yield Row(trait.slug, cells, trait=trait)
    for feature in catalogue.features:
        support = [(p, p.supports(feature.slug)) for p in platforms]
        yield Row(feature.slug, tuple(Cell(p, s.evidence, support=s) for p, s in support), feature=feature)
    for subject in Subject:
        facts = [(p, p.facts.get(subject)) for p in platforms]
        if subject is Subject.CLOSED and not any(fact for _, fact in facts):
            continue
        cells = tuple(Cell(p, fact.evidence if fact else Evidence(), fact=fact) for p, fact in facts)
        yield Row(subject.value, cells, subject=subject)
    yield Row("figures", tuple(Cell(p, _pooled(p.figures), figures=p.figures) for p in platforms))


def _pooled(figures: Iterable[Figure]) -> Evidence:
    """The evidence of several figures as that of one cell; checked as long ago as the one checked first."""
    figures = list(figures)
    sources = dict.fromkeys(source for figure in figures for source in figure.evidence.sources)
    days = [figure.evidence.checked_on for figure in figures]
    return Evidence(tuple(sources), min(day for day in days if day) if days and all(days) else None)


def _sections(catalogue: Catalogue, rows: list[Row], goals: Sequence[Goal]) -> Iterator[Section]:
    weights: dict[str, int] = {}
    for goal in goals:
        for need in goal.needs:
            weights[need.key] = weights.get(need.key, 0) + need.weight
    first = sorted((row for row in rows if row.key in weights), key=lambda row: -weights[row.key])
    if first:
        yield Section("goals", "", tuple(first))
    rest = [row for row in rows if row.key not in weights]
    sections = [
        Section("core", "", tuple(row for row in rest if row.trait and row.trait.core)),
        Section("traits", "", tuple(row for row in rest if row.trait and not row.trait.core)),
        *(
            Section(group.slug, group.name, tuple(r for r in rest if r.feature and r.feature.group.slug == group.slug))
            for group in catalogue.groups
        ),
        Section("facts", "", tuple(row for row in rest if not row.trait and not row.feature)),
    ]
    yield from (section for section in sections if section.rows)


def coverage(cells: Iterable[Cell], *, today: datetime.date) -> Coverage:
    cells = list(cells)
    known = [cell for cell in cells if cell.known]
    cited = [cell for cell in known if cell.evidence.cited]
    return Coverage(len(cells), len(known), len(cited), sum(cell.evidence.fresh(today=today) for cell in cited))


def _in_short(catalogue: Catalogue, platforms: Sequence[Platform]) -> list[Clause]:
    """Three to five sentences where the cells allow it: the widest core traits first, then who alone has what."""
    apart: list[tuple[float, Clause]] = []
    alike: list[Clause] = []
    for trait in catalogue.traits:
        ratings = [(p, rating) for p in platforms if (rating := p.ratings.get(trait.slug))]
        if not trait.core or len(ratings) < len(platforms):
            continue
        ratings.sort(key=lambda pair: pair[1].middle)
        (_, lowest), (_, highest) = ratings[0], ratings[-1]
        if highest.middle - lowest.middle >= CLEAR_GAP:
            ends = [pair for pair in ratings if pair[1].middle in (lowest.middle, highest.middle)]
            apart.append((lowest.middle - highest.middle, TraitClause(trait, tuple(ends), alike=False)))
        elif len({(rating.low, rating.high) for _, rating in ratings}) == 1:
            alike.append(TraitClause(trait, tuple(ratings), alike=True))
    clauses: list[Clause] = [clause for _, clause in sorted(apart, key=lambda pair: pair[0])][:3]
    weights = importance(catalogue)
    clauses += (clause for p in platforms if (clause := _only_here(catalogue, p, platforms, weights)))
    if len(clauses) < MOST_CLAUSES and (shared := _everywhere(catalogue, platforms, weights)):
        clauses.append(shared)
    return (clauses + alike)[:MOST_CLAUSES]


def importance(catalogue: Catalogue) -> dict[str, int]:
    """How much the goals ask for each feature: the sum of its weights. Worked out once for a catalogue."""
    if "importance" not in catalogue.memo:
        weights: dict[str, int] = {}
        for goal in catalogue.goals:
            for need in goal.needs:
                weights[need.key] = weights.get(need.key, 0) + need.weight
        catalogue.memo["importance"] = weights
    return catalogue.memo["importance"]


def _only_here(
    catalogue: Catalogue, platform: Platform, platforms: Sequence[Platform], weights: dict[str, int]
) -> FeatureClause | None:
    others = [other for other in platforms if other is not platform]
    return _named(
        platform,
        [
            feature
            for feature in catalogue.features
            if platform.supports(feature.slug).value is Value.YES
            and all(other.supports(feature.slug).value is Value.NO for other in others)
        ],
        weights,
    )


def _everywhere(catalogue: Catalogue, platforms: Sequence[Platform], weights: dict[str, int]) -> FeatureClause | None:
    everywhere = [f for f in catalogue.features if all(p.supports(f.slug).value is Value.YES for p in platforms)]
    return _named(None, everywhere, weights)


def _named(platform: Platform | None, features: list[Feature], weights: dict[str, int]) -> FeatureClause | None:
    if not features:
        return None
    named = sorted(features, key=lambda feature: (-weights.get(feature.slug, 0), feature.order))[:MOST_NAMED]
    return FeatureClause(platform, tuple(named), len(features) - len(named))


def _choices(catalogue: Catalogue, platforms: Sequence[Platform]) -> Iterator[Choice]:
    """For each platform the goals that it serves clearly better than every other one here."""
    table = table_of(catalogue)
    places = [(catalogue.place_by_slug[platform.slug], platform) for platform in platforms]
    clearly = ceil(CLEARLY_BETTER * table.scale)
    leads: dict[str, list[tuple[int, Goal]]] = {platform.slug: [] for platform in platforms}
    for goal in catalogue.goals:
        points = table.rows[goal.slug, GOAL].point
        ranked = sorted(((points[place], platform) for place, platform in places), key=lambda pair: -pair[0])
        lead = ranked[0][0] - ranked[1][0]
        if lead >= clearly:
            leads[ranked[0][1].slug].append((lead, goal))
    for platform in platforms:
        goals = sorted(leads[platform.slug], key=lambda pair: (-pair[0], pair[1].order))
        yield Choice(platform, tuple(goal for _, goal in goals[:MOST_REASONS]))
