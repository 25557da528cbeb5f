"""What a comparison comes down to: where platforms stand apart or alike, who alone has what, what speaks for whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Goal, Trait, by_importance
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.table import GOAL, table_of
from platforms.domain.vocabulary import Value

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


def in_short(catalogue: Catalogue, platforms: Sequence[Platform]) -> list[Clause]:
    """Return up to five clauses: the widest core traits first, then who alone has what."""
    apart: list[tuple[int, Clause]] = []
    alike: list[Clause] = []
    for trait in catalogue.core_traits:
        rated = [(platform, platform.ratings[trait.slug]) for platform in platforms if trait.slug in platform.ratings]
        if len(rated) < len(platforms):
            continue
        ends = [rating.low + rating.high for _, rating in rated]  # twice the middle
        lowest, highest = min(ends), max(ends)
        if highest - lowest >= 2 * CLEAR_GAP:
            outer = [pair for end in (lowest, highest) for pair, at in zip(rated, ends, strict=True) if at == end]
            apart.append((lowest - highest, TraitClause(trait, tuple(outer), alike=False)))
        elif len({(rating.low, rating.high) for _, rating in rated}) == 1:
            alike.append(TraitClause(trait, tuple(rated), alike=True))
    widest = [clause for _, clause in sorted(apart, key=lambda pair: pair[0])][:3]
    return [*widest, *_feature_clauses(catalogue, platforms), *alike][:MOST_CLAUSES]


def _feature_clauses(catalogue: Catalogue, platforms: Sequence[Platform]) -> Iterator[FeatureClause]:
    """Yield for each platform what it has and all others lack, then what all have."""
    features = by_importance(catalogue.features, catalogue.goals)
    for having in (*platforms, None):
        wanted = [Value.YES if having in (None, platform) else Value.NO for platform in platforms]
        found = [f for f in features if [platform.supports(f.slug).value for platform in platforms] == wanted]
        if found:
            yield FeatureClause(having, tuple(found[:MOST_NAMED]), len(found[MOST_NAMED:]))


@dataclass(frozen=True, slots=True)
class Choice:
    """The goals that speak for one platform, the clearest first."""

    platform: Platform
    goals: tuple[Goal, ...]


def choices(catalogue: Catalogue, platforms: Sequence[Platform]) -> Iterator[Choice]:
    """Yield for each platform the goals that it serves clearly better than every other one here."""
    table = table_of(catalogue)
    clearly = ceil(CLEARLY_BETTER * table.scale)
    leads: dict[str, list[tuple[int, Goal]]] = {platform.slug: [] for platform in platforms}
    places = [catalogue.place_by_slug[platform.slug] for platform in platforms]
    for goal in catalogue.goals:
        points = [table.rows[goal.slug, GOAL].point[place] for place in places]
        *_, second, first = sorted(points)
        if first - second >= clearly:
            best = platforms[points.index(first)]
            leads[best.slug].append((first - second, goal))
    for platform in platforms:
        goals = sorted(leads[platform.slug], key=lambda pair: (-pair[0], pair[1].order))
        yield Choice(platform, tuple([goal for _, goal in goals[:MOST_REASONS]]))
