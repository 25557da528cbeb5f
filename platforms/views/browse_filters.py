"""The conditions on offer, each with the number of platforms that it would leave."""

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filtering import SPANS, facets
from platforms.domain.comparing.filters import Filters


def offered(catalogue: Catalogue, asked: Filters, filters: Filters) -> dict:
    """Return every condition on offer with the number of platforms it would leave."""
    counts = facets(catalogue=catalogue, filters=filters)
    chosen = {(slug, low, high) for slug, low, high in asked.levels}
    return {
        "kinds": counts.kinds.items(),
        "goals": [(goal, counts.goals[goal.slug]) for goal in catalogue.goals],
        "levels": [
            (trait, [(*span, counts.levels[trait.slug, *span], (trait.slug, *span) in chosen) for span in SPANS])
            for trait in catalogue.core_traits
        ],
        "groups": [
            (group, [(feature, counts.features[feature.slug]) for feature in features])
            for group, features in catalogue.features_by_group
        ],
    }
