"""Ranks with shared places for equals, and Spearman's correlation, also among those that are alike in a third thing."""

from collections import Counter
from collections.abc import Mapping
from statistics import StatisticsError, correlation


def ranks_of(points: Mapping[int, float]) -> dict[int, float]:
    """Rank numbers: 1 is the best; equals share the mean of their places."""
    same = Counter(points.values())
    ranks, above = {}, 0
    for value in sorted(same, reverse=True):
        ranks[value] = above + (same[value] + 1) / 2
        above += same[value]
    return {place: ranks[value] for place, value in points.items()}


def partial_correlation(first: list[float], second: list[float], given: list[float]) -> float:
    """Return Spearman's correlation of two lists among those that are alike in a third, -1 to 1.

    By the formula of partial correlation: what both share with the third is taken away.
    """
    both, one, other = (rank_correlation(*pair) for pair in ((first, second), (first, given), (second, given)))
    left = ((1 - one**2) * (1 - other**2)) ** 0.5
    return max(-1.0, min(1.0, (both - one * other) / left)) if left else 0.0


def rank_correlation(first: list[float], second: list[float]) -> float:
    """Return Spearman's correlation, -1 to 1; 0 where one of the lists never varies."""
    try:
        return correlation(first, second, method="ranked")
    except StatisticsError:
        return 0.0
