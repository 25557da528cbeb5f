"""Others to use in a platform's place: those that people use most for what it is used for most."""

from heapq import nsmallest

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.similar import likeness, sketch

MOST = 8


def alternatives(*, catalogue: Catalogue, platform: Platform) -> list[Platform]:
    """Return the best others for the goals that people use a platform for most; memoized."""
    return catalogue.memoize(("alternatives", platform.slug), lambda: _alternatives(catalogue, platform))


def _alternatives(catalogue: Catalogue, platform: Platform) -> list[Platform]:
    """Put those first that people use most for these goals, then the more alike, then by slug."""
    best = max((use.level for use in platform.uses.values()), default=0)
    goals = [slug for slug, use in platform.uses.items() if use.level == best]
    mine = sketch(catalogue, platform)

    def used(other: Platform) -> int:
        return sum(other.uses[goal].level for goal in goals if goal in other.uses)

    def rank(other: Platform) -> tuple:
        return (-used(other), -likeness(mine, sketch(catalogue, other)), other.slug)

    others = (other for other in catalogue.platforms if other.slug != platform.slug)
    return nsmallest(MOST, others, key=rank)
