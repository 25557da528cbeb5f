"""What each answer weighs, and what follows from it for everybody at once: points, who is out, the first tier."""

from fractions import Fraction
from math import floor

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.table import GOAL, Key, Table, table_of

GOAL_WEIGHT, GOAL_WEIGHT_IF_IT_MATTERS = 6, 12
WISH_WEIGHT, WISH_WEIGHT_IF_IT_MATTERS = 1, 3

TIER_WIDTH = Fraction(3, 100)
"""A new tier starts where a score is lower than its tier's leader by more than this."""


def weighted(answers: Answers) -> list[tuple[int, Key]]:
    """Return the rows of the table that the answers ask for, with their weights: goals, then wishes."""
    matters = answers.matters
    return [
        *[(GOAL_WEIGHT_IF_IT_MATTERS if goal in matters else GOAL_WEIGHT, (goal, GOAL)) for goal in answers.goals],
        *[(WISH_WEIGHT_IF_IT_MATTERS if wish[0] in matters else WISH_WEIGHT, wish) for wish in answers.wishes],
    ]


def points_of(catalogue: Catalogue, answers: Answers) -> list[int]:
    """Return everybody's points by place, on the table's scale, not yet divided by the weights."""
    return table_of(catalogue).points(weighted(answers))


def lacking(table: Table, answers: Answers) -> set[int]:
    """Return the places of those known to lack a must-have. Partly counts as had."""
    return set().union(*(table.lacks[slug] for slug in answers.musts))


def margin_of(total: int) -> int:
    """Return TIER_WIDTH in points, of which `total` are to be had. Rounding down is exact: points are integers."""
    return floor(TIER_WIDTH * total)


def first_tier(table: Table, answers: Answers, points: list[int]) -> set[int]:
    """Return the places of the first tier, given everybody's points, without those ruled out."""
    out = lacking(table, answers)
    if not answers.counted or len(out) == len(points):
        return set()
    staying = [value for place, value in enumerate(points) if place not in out] if out else points
    least = max(staying) - margin_of(table.total(weighted(answers)))
    return {place for place, value in enumerate(points) if value >= least and place not in out}
