"""The rows that decide between some platforms: the core traits, then where they differ most on what matters most.

How much a row decides is its difference times its importance. The difference is 0 (none known) to 1: of traits the gap
between the middles of the ranges in four levels, of features the gap between yes (1), partly (1/2) and no (0), of ages
in five years, of people in powers of ten, and 1 for anything else that is not the same. The importance is the summed
weight of the goals' needs, and INSISTED more where people may insist on it; who can join and how many people are there
have weights of their own, and all other facts next to none.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log10

from platforms.domain.catalogue.audience import Ages
from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.scales import Goal, weights_of
from platforms.domain.comparing.rows import FIGURES, Cell, Row
from platforms.domain.people import Audience
from platforms.domain.vocabulary import Value

DECISIVE = 8
"""How many rows follow the core traits."""

INSISTED = 3
OF_AGES, OF_PEOPLE, OF_AUDIENCE, OF_FACTS = 5, 5, 1, 0.1
LEAST = 0.5
"""The importance of a trait or feature that no goal needs."""

REPEATED = {"reach": FIGURES, "open-to-ages-13-to-15": cell_key("audience", Audience.AGES)}
"""Rows that say again, more roughly, what another one says; they stay behind it where that is known."""

SUPPORT = {Value.YES: 1.0, Value.PARTLY: 0.5, Value.NO: 0.0}
YEARS, POWERS, LEVELS_APART = 5, 1, 4
"""A gap of so many years, powers of ten and levels is a difference of 1."""


def decisive(
    rows: Sequence[Row], goals: Collection[Goal], *, chosen: Collection[Goal] = (), wanted: Collection[str] = ()
) -> tuple[Row, ...]:
    """Return the core traits, then up to eight rows: traits, who can join, people, then the features that decide most.

    The `wanted` rows come first of the eight, by key; those that the `chosen` goals need go before others. Where too
    few rows differ, the most important others follow.
    """
    weights, asked = weights_of(goals), weights_of(chosen)

    def rank(row: Row) -> tuple[float, ...]:
        weight = importance(row, weights)
        return row.key not in wanted, -asked.get(row.key, 0), -difference(row) * weight, -weight

    known = {row.key for row in rows if all(cell.known for cell in row.cells)}
    core = [row for row in rows if row.point.trait and row.point.trait.core]
    repeated = {key for key, other in REPEATED.items() if other in known and key not in wanted}
    others = [row for row in rows if row not in core and row.key not in repeated]
    others = sorted(others, key=rank)[:DECISIVE]
    return (*core, *sorted(others, key=lambda row: (row.key not in wanted, _kind(row))))


def _kind(row: Row) -> int:
    """Lines first, so that they read as one chart with the core traits."""
    point = row.point
    if point.trait:
        return 0
    if point.audience is Audience.AGES:
        return 1
    return 2 if not (point.feature or point.subject or point.audience) else 3


def importance(row: Row, weights: Mapping[str, int]) -> float:
    """Return how much a row weighs for any platforms; `weights` are those of the goals' needs by key."""
    point = row.point
    if point.trait or point.feature:
        needed = weights.get(row.key, 0)
        return max(LEAST, needed + (INSISTED if point.feature and point.feature.must_have else 0))
    if point.audience:
        return OF_AGES if point.audience is Audience.AGES else OF_AUDIENCE
    return OF_FACTS if point.subject else OF_PEOPLE


def difference(row: Row) -> float:
    """Return how far the known cells of a row are apart, 0 to 1; what is unknown tells nothing."""
    known = [cell for cell in row.cells if cell.known]
    if not row.differs:
        return 0.0
    if row.point.trait:
        return _spread(cell.rating.middle for cell in known if cell.rating) / LEVELS_APART
    if row.point.feature:
        return _spread(SUPPORT[cell.support.value] for cell in known if cell.support)
    ages = [cell.audience.minimum for cell in known if isinstance(cell.audience, Ages)]
    if ages:
        return min(1.0, _spread(ages) / YEARS)
    if not (row.point.subject or row.point.audience):
        return min(1.0, _spread(map(_power, known)) / POWERS)
    return 1.0


def _power(cell: Cell) -> float:
    return log10(max(1, cell.figures[0].number))


def _spread(values: Iterable[float]) -> float:
    found = list(values)
    return max(found) - min(found)
