"""How much the goals ask for each feature and trait."""

from collections import Counter
from collections.abc import Iterable, Mapping

from platforms.domain.catalogue.scales import Goal
from platforms.domain.catalogue.values import Catalogue


def importance(catalogue: Catalogue) -> Mapping[str, int]:
    """Return how much the goals ask for each feature: the sum of its weights; memoized."""
    return catalogue.memoize("importance", lambda: weights_of(catalogue.goals))


def weights_of(goals: Iterable[Goal]) -> Mapping[str, int]:
    """Return the keys of what some goals need, each with the sum of its weights."""
    weights: Counter[str] = Counter()
    for goal in goals:
        for need in goal.needs:
            weights[need.key] += need.weight
    return weights
