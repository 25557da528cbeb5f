"""Ranks with shared places for equals, and Spearman's correlation of two lists."""

from collections import Counter
from collections.abc import Mapping


def ranks_of(points: Mapping[int, float]) -> dict[int, float]:
    """Rank numbers: 1 is the best; equals share the mean of their places."""
    same = Counter(points.values())
    ranks, above = {}, 0
    for value in sorted(same, reverse=True):
        ranks[value] = above + (same[value] + 1) / 2
        above += same[value]
    return {place: ranks[value] for place, value in points.items()}


def spearman(first: list[float], second: list[float]) -> float:
    """Rank correlation with shared ranks for equals, -1 to 1; 0 where one of them never varies."""

    def ranked(values: list[float]) -> list[float]:
        ranks = ranks_of(dict(enumerate(values)))
        return [ranks[n] for n in range(len(values))]

    a, b = ranked(first), ranked(second)
    mean_a, mean_b = sum(a) / max(len(a), 1), sum(b) / max(len(b), 1)
    shared = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    spread = (sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)) ** 0.5
    return shared / spread if spread else 0.0
