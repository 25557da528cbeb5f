"""How much the goals ask for each feature and trait."""

from collections import Counter
from collections.abc import Iterable, Mapping

from platforms.domain.catalogue.scales import Feature, Goal
from platforms.domain.catalogue.values import Catalogue


def features_by_importance(catalogue: Catalogue) -> list[Feature]:
    """Return the features, those that the goals ask for most first."""
    weights = weights_of(catalogue.goals)
    return sorted(catalogue.features, key=lambda feature: (-weights.get(feature.slug, 0), feature.order))


def weights_of(goals: Iterable[Goal]) -> Mapping[str, int]:
    """Return the keys of what some goals need, each with the sum of its weights."""
    weights: Counter[str] = Counter()
    for goal in goals:
        for need in goal.needs:
            weights[need.key] += need.weight
    return weights
