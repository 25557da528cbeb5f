"""Two to four platforms side by side: rows of cells, what differs, what it comes down to, how well it is known."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from math import ceil
from operator import and_
from typing import NamedTuple

from platforms.domain.catalogue import Catalogue, Feature, Goal, Platform, Rating, Subject, Trait
from platforms.domain.columns import Cell, Column, Point, column_of, points_of
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


class Row(NamedTuple):
    point: Point
    cells: tuple[Cell, ...]
    verdict: Verdict

    @property
    def key(self) -> str:
        return self.point.key

    @property
    def trait(self) -> Trait | None:
        return self.point.trait

    @property
    def feature(self) -> Feature | None:
        return self.point.feature

    @property
    def subject(self) -> Subject | None:
        return self.point.subject

    @property
    def differs(self) -> bool:
        return self.verdict is Verdict.DIFFERS

    def is_shown(self, show: Show) -> bool:
        return show is Show.ALL or self.verdict is SHOWN[show]


def verdict_of(cells: Iterable[Cell]) -> Verdict:
    """Two known cells that say different things decide; otherwise an unknown one leaves it open."""
    known, verdict = None, Verdict.SAME
    for cell in cells:
        if not cell.known:
            verdict = Verdict.UNDECIDED
        elif known is None:
            known = cell
        elif cell.compared != known.compared:
            return Verdict.DIFFERS
    return verdict


SHOWN = {Show.DIFFERENCES: Verdict.DIFFERS, Show.SAME: Verdict.SAME}


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
    rows: tuple[Row, ...]
    """Every row once, in the usual order."""
    sections: tuple[Section, ...]
    """All of them, whatever is shown. A row that a goal brought to the top is not repeated."""
    in_short: tuple[Clause, ...]
    choices: tuple[Choice, ...]
    coverage: Coverage

    def count(self, verdict: Verdict) -> int:
        return [row.verdict for row in self.rows].count(verdict)


def compare(
    *, catalogue: Catalogue, platforms: Sequence[Platform], goals: Sequence[Goal] = (), today: datetime.date
) -> Comparison:
    """Two to four different platforms in the reader's order; the rows that `goals` need come first."""
    columns = [column_of(catalogue, platform) for platform in platforms]
    rows = _rows(catalogue, columns)
    return Comparison(
        platforms=tuple(platforms),
        rows=rows,
        sections=tuple(_sections(catalogue, rows, goals)),
        in_short=tuple(_in_short(catalogue, columns)),
        choices=tuple(_choices(catalogue, platforms)),
        coverage=_coverage(columns, len(rows), today=today),
    )


def profile(*, catalogue: Catalogue, platform: Platform, today: datetime.date) -> Comparison:
    """One platform in the same rows, with nothing beside it."""
    columns = [column_of(catalogue, platform)]
    rows = _rows(catalogue, columns)
    return Comparison(
        platforms=(platform,),
        rows=rows,
        sections=tuple(_sections(catalogue, rows, ())),
        in_short=(),
        choices=(),
        coverage=_coverage(columns, len(rows), today=today),
    )


def _rows(catalogue: Catalogue, columns: Sequence[Column]) -> tuple[Row, ...]:
    """Without the day of closing, where nobody has closed."""
    across = zip(*(column.cells for column in columns), strict=True)
    return tuple(
        Row(point, cells, verdict_of(cells))
        for point, cells in zip(points_of(catalogue), across, strict=True)
        if point.subject is not Subject.CLOSED or any(cell.known for cell in cells)
    )


def _sections(catalogue: Catalogue, rows: Sequence[Row], goals: Sequence[Goal]) -> Iterator[Section]:
    weights = _asked_for(goals)
    first = sorted((row for row in rows if row.key in weights), key=lambda row: -weights[row.key])
    if first:
        yield Section("goals", "", tuple(first))
    headings = {"core": "", "traits": "", **{group.slug: group.name for group in catalogue.groups}, "facts": ""}
    sections: dict[str, list[Row]] = {key: [] for key in headings}
    for row in rows:
        if row.point.key not in weights:
            sections[row.point.section].append(row)
    yield from (Section(key, headings[key], tuple(found)) for key, found in sections.items() if found)


def _coverage(columns: Sequence[Column], rows: int, *, today: datetime.date) -> Coverage:
    return Coverage(
        rows * len(columns),
        sum(column.known for column in columns),
        sum(column.cited for column in columns),
        sum(column.fresh(today=today) for column in columns),
    )


def _in_short(catalogue: Catalogue, columns: Sequence[Column]) -> list[Clause]:
    """Three to five sentences where the cells allow it: the widest core traits first, then who alone has what."""
    apart: list[tuple[float, Clause]] = []
    alike: list[Clause] = []
    for trait in catalogue.traits:
        if not trait.core:
            continue
        ratings = [(c.platform, rating) for c in columns if (rating := c.platform.ratings.get(trait.slug))]
        if len(ratings) < len(columns):
            continue
        ratings.sort(key=lambda pair: pair[1].middle)
        (_, lowest), (_, highest) = ratings[0], ratings[-1]
        if highest.middle - lowest.middle >= CLEAR_GAP:
            ends = [pair for pair in ratings if pair[1].middle in (lowest.middle, highest.middle)]
            apart.append((lowest.middle - highest.middle, TraitClause(trait, tuple(ends), alike=False)))
        elif len({(rating.low, rating.high) for _, rating in ratings}) == 1:
            alike.append(TraitClause(trait, tuple(ratings), alike=True))
    clauses: list[Clause] = [clause for _, clause in sorted(apart, key=lambda pair: pair[0])][:3]
    only_here = (
        _named(catalogue, column, reduce(and_, (other.lacks for other in columns if other is not column), column.has))
        for column in columns
    )
    clauses += (clause for clause in only_here if clause)
    everywhere = reduce(and_, (column.has for column in columns))
    if len(clauses) < MOST_CLAUSES and (shared := _named(catalogue, None, everywhere)):
        clauses.append(shared)
    return (clauses + alike)[:MOST_CLAUSES]


def importance(catalogue: Catalogue) -> Mapping[str, int]:
    """How much the goals ask for each feature: the sum of its weights. Worked out once for a catalogue."""
    return catalogue.kept("importance", lambda: _asked_for(catalogue.goals))


def _asked_for(goals: Iterable[Goal]) -> Mapping[str, int]:
    """The keys of what some goals need, each with the sum of its weights."""
    weights: Counter[str] = Counter()
    for goal in goals:
        for need in goal.needs:
            weights[need.key] += need.weight
    return weights


def _named(catalogue: Catalogue, column: Column | None, bits: int) -> FeatureClause | None:
    """The clause on some features, of one platform or of all."""
    if not bits:
        return None
    features = [feature for n, feature in enumerate(catalogue.features) if bits >> n & 1]
    weights = importance(catalogue)
    named = sorted(features, key=lambda feature: (-weights.get(feature.slug, 0), feature.order))[:MOST_NAMED]
    return FeatureClause(column.platform if column else None, tuple(named), len(features) - len(named))


def _choices(catalogue: Catalogue, platforms: Sequence[Platform]) -> Iterator[Choice]:
    """For each platform the goals that it serves clearly better than every other one here."""
    table = table_of(catalogue)
    places = [(catalogue.place_by_slug[platform.slug], platform) for platform in platforms]
    clearly = ceil(CLEARLY_BETTER * table.scale)
    leads: dict[str, list[tuple[int, Goal]]] = {platform.slug: [] for platform in platforms}
    for goal in catalogue.goals:
        points = table.rows[goal.slug, GOAL].point
        ranked = sorted([points[place] for place, _ in places], reverse=True)
        lead = ranked[0] - ranked[1]
        if lead >= clearly:
            best = next(platform for place, platform in places if points[place] == ranked[0])
            leads[best.slug].append((lead, goal))
    for platform in platforms:
        goals = sorted(leads[platform.slug], key=lambda pair: (-pair[0], pair[1].order))
        yield Choice(platform, tuple(goal for _, goal in goals[:MOST_REASONS]))
