"""For each platform of a comparison the goals that speak for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.columns import Column
from platforms.domain.matching.table import GOAL, table_of

CLEARLY_BETTER = Fraction(1, 10)
"""A goal speaks for a platform when it serves the goal better than every other by at least this, on a scale of 0..1."""

MOST_REASONS = 4


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
