"""What a platform is good for: goals in the order of how well its cited features and ratings serve them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.scoring import Span
from platforms.domain.matching.table import GOAL, table_of

GOOD_FROM = Fraction(7, 10)
GOOD_WITHIN = Fraction(1, 10)
"""A platform is good for a goal if it reaches GOOD_FROM and is this close to the best platform for it."""

LESS_UP_TO = Fraction(1, 2)
KNOWN_FROM = Fraction(6, 10)
"""Nothing is said about a goal while less than this share of what it needs is known."""


@dataclass(frozen=True, slots=True)
class Fit:
    goal: Goal
    span: Span


@dataclass(frozen=True, slots=True)
class Fitness:
    good: tuple[Fit, ...]
    """The best first."""
    less: tuple[Fit, ...]
    """Up to LESS_UP_TO, the worst first."""


def fitness_of(*, catalogue: Catalogue, platform: Platform) -> Fitness:
    """Return the goals that a platform is good for, and those for which it is not."""
    table, place = table_of(catalogue), catalogue.place_by_slug[platform.slug]
    good_goals = good_for(catalogue)[platform.slug]
    fits = [Fit(goal, table.span([(1, (goal.slug, GOAL))], place)) for goal in catalogue.goals]
    good = [fit for fit in fits if fit.goal.slug in good_goals]
    less = [fit for fit in fits if fit.span.known >= KNOWN_FROM and fit.span.point <= LESS_UP_TO]
    return Fitness(
        good=tuple(sorted(good, key=lambda fit: (-fit.span.point, fit.goal.order))),
        less=tuple(sorted(less, key=lambda fit: (fit.span.point, fit.goal.order))),
    )


def good_for(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """Return for each platform the slugs of the goals that it is good for; memoized."""
    return catalogue.memoize("good for", lambda: _good_for(catalogue))


def _good_for(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    table = table_of(catalogue)
    good: dict[str, list[str]] = {platform.slug: [] for platform in catalogue.platforms}
    for goal in catalogue.goals if catalogue.platforms else ():
        row = table.rows[goal.slug, GOAL]
        least = ceil(max(GOOD_FROM * table.scale, max(row.point) - GOOD_WITHIN * table.scale))
        known = ceil(KNOWN_FROM * table.scale)
        for platform, point, share in zip(catalogue.platforms, row.point, row.known, strict=True):
            if point >= least and share >= known:
                good[platform.slug].append(goal.slug)
    return {slug: frozenset(goals) for slug, goals in good.items()}
