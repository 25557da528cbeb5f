"""What a comparison comes down to: where platforms stand apart or alike, who alone has what, what speaks for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Goal, Trait, by_importance
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.columns import Column
from platforms.domain.matching.table import GOAL, table_of

MOST_CLAUSES = 5
MOST_NAMED = 3
"""How many features one sentence names."""

CLEAR_GAP = 1
"""Levels between the middles of two ratings from which a sentence speaks of a difference."""

CLEARLY_BETTER = Fraction(1, 10)
"""A goal speaks for a platform when it serves the goal better than every other by at least this, on a scale of 0..1."""

MOST_REASONS = 4


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


def in_short(catalogue: Catalogue, columns: Sequence[Column]) -> list[Clause]:
    """Return up to five clauses: the widest core traits first, then who alone has what."""
    apart: list[tuple[int, Clause]] = []
    alike: list[Clause] = []
    platforms = [column.platform for column in columns]
    for trait in catalogue.core_traits:
        ratings = [platform.ratings.get(trait.slug) for platform in platforms]
        if None in ratings:
            continue
        rated: list[tuple[Platform, Rating]] = list(zip(platforms, ratings, strict=True))  # type: ignore[arg-type]
        ends = [rating.low + rating.high for _, rating in rated]  # twice the middle
        lowest, highest = min(ends), max(ends)
        if highest - lowest >= 2 * CLEAR_GAP:
            outer = [pair for end in (lowest, highest) for pair, at in zip(rated, ends, strict=True) if at == end]
            apart.append((lowest - highest, TraitClause(trait, tuple(outer), alike=False)))
        elif all(rating.low == rated[0][1].low and rating.high == rated[0][1].high for _, rating in rated):
            alike.append(TraitClause(trait, tuple(rated), alike=True))
    clauses: list[Clause] = [clause for _, clause in sorted(apart, key=lambda pair: pair[0])][:3]
    only_here = (
        _named(catalogue, column, column.has.intersection(*(other.lacks for other in columns if other is not column)))
        for column in columns
    )
    clauses += (clause for clause in only_here if clause)
    everywhere = columns[0].has.intersection(*(column.has for column in columns))
    if len(clauses) < MOST_CLAUSES and (shared := _named(catalogue, None, everywhere)):
        clauses.append(shared)
    return (clauses + alike)[:MOST_CLAUSES]


def _named(catalogue: Catalogue, column: Column | None, slugs: frozenset[str]) -> FeatureClause | None:
    """Return the clause on some features, of one platform or of all; None without features."""
    if not slugs:
        return None
    named = [each for each in by_importance(catalogue.features, catalogue.goals) if each.slug in slugs][:MOST_NAMED]
    return FeatureClause(column.platform if column else None, tuple(named), len(slugs) - len(named))


@dataclass(frozen=True, slots=True)
class Choice:
    """The goals that speak for one platform, the clearest first."""

    platform: Platform
    goals: tuple[Goal, ...]


def choices(catalogue: Catalogue, columns: Sequence[Column]) -> Iterator[Choice]:
    """Yield for each platform the goals that it serves clearly better than every other one here."""
    table = table_of(catalogue)
    clearly = ceil(CLEARLY_BETTER * table.scale)
    leads: dict[str, list[tuple[int, Goal]]] = {column.platform.slug: [] for column in columns}
    places = [catalogue.place_by_slug[column.platform.slug] for column in columns]
    for goal in catalogue.goals:
        points = [table.rows[goal.slug, GOAL].point[place] for place in places]
        *_, second, first = sorted(points)
        if first - second >= clearly:
            best = columns[points.index(first)].platform
            leads[best.slug].append((first - second, goal))
    for column in columns:
        goals = sorted(leads[column.platform.slug], key=lambda pair: (-pair[0], pair[1].order))
        yield Choice(column.platform, tuple([goal for _, goal in goals[:MOST_REASONS]]))
