"""In which order platforms stand; the name settles ties."""

from collections.abc import Callable, Mapping

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.conditions import closeness, strength
from platforms.domain.comparing.filters import Filters, Sort
from platforms.domain.vocabulary import Subject


def ordered(*, catalogue: Catalogue, filters: Filters, first: Mapping[str, int] | None = None) -> tuple[Platform, ...]:
    """Return all platforms in the order asked for; `first` gives some of them a head start."""
    by_name = catalogue.memoize("by name", lambda: sorted(catalogue.platforms, key=_name))
    if filters.sort is not Sort.BEST:
        return catalogue.memoize(("in order", filters.sort), lambda: tuple(sorted(by_name, key=RANKS[filters.sort])))
    goals = [condition for condition in filters.conditions if condition.key == "goal"]
    levels = [condition for condition in filters.conditions if condition.is_levels]
    if not filters.active and not first:
        return tuple(by_name)
    ahead = first or {}

    def rank(platform: Platform) -> tuple[float, ...]:
        used = sum(strength(platform=platform, condition=condition) for condition in goals)
        close = sum(closeness(platform=platform, condition=condition) for condition in levels)
        return (-close, -ahead.get(platform.slug, 0), -used, -people(platform))

    return tuple(sorted(by_name, key=rank))


def people(platform: Platform) -> int:
    """Return how many people use a platform by its newest figure; 0 where nobody says."""
    return platform.figures[0].number if platform.figures else 0


def _name(platform: Platform) -> tuple[str, str]:
    return platform.name.casefold(), platform.slug


def _focus(platform: Platform, direction: int) -> float:
    focus = platform.ratings.get("focus")
    return direction * focus.middle if focus else 9


def _launched(platform: Platform, direction: int) -> float:
    launched = platform.facts.get(Subject.LAUNCHED)
    return direction * int(launched.value) if launched else 9999


# Sorting keeps the order of equals: that of the names.
RANKS: Mapping[Sort, Callable[[Platform], float]] = {
    Sort.NAME: lambda platform: 0,
    Sort.PEOPLE: lambda platform: -people(platform),
    Sort.SOCIAL_FIRST: lambda platform: _focus(platform, 1),
    Sort.PROFESSIONAL_FIRST: lambda platform: _focus(platform, -1),
    Sort.NEWEST: lambda platform: _launched(platform, -1),
    Sort.OLDEST: lambda platform: _launched(platform, 1),
}
