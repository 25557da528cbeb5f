"""One condition on platforms, and what is known of each platform about it: yes, partly, no or unknown."""

from collections.abc import Mapping
from dataclasses import dataclass

from platforms.domain.catalogue.audience import Ages
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.admission import AGE_BANDS
from platforms.domain.vocabulary import Value

MAIN_USE, SOME_USE = 3, 2
"""From these levels of use a platform serves a goal, or serves it with limits."""

type Slugs = frozenset[str]
"""Some of the catalogue's platforms."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a platform has to be, to have or to be used for."""

    key: str
    """kind, goal, feature, age, country, field, or the slug of a trait."""
    value: str
    """A slug or code, kinds with commas, an age, or a range of levels: "1-3"."""
    country: str = ""
    """Where an age counts, or anywhere."""

    @property
    def is_levels(self) -> bool:
        """Tell whether it asks for levels of a trait."""
        return self.key not in ("kind", "goal", "feature", "age", "country", "field")


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Which platforms meet a condition; those in none of the three don't."""

    yes: Slugs
    partly: Slugs
    unknown: Slugs

    @property
    def met(self) -> Slugs:
        return self.yes | self.partly


def verdicts(*, catalogue: Catalogue, condition: Condition) -> Verdicts:
    """Return what is known of every platform; memoized, but for ages and countries, of which there are too many."""
    if condition.key in ("age", "country"):
        return _verdicts(catalogue, condition)
    return catalogue.memoize(("verdicts", condition), lambda: _verdicts(catalogue, condition))


def verdict(*, platform: Platform, condition: Condition) -> Value:
    """Tell whether a platform meets a condition. Unknown is never no."""
    key, value = condition.key, condition.value
    match key:
        case "kind":
            return _yes(platform.kind in value.split(","))
        case "feature":
            return platform.supports(value).value
        case "goal":
            use = platform.uses.get(value)
            if use is None:
                return Value.UNKNOWN
            return Value.YES if use.level >= MAIN_USE else Value.PARTLY if use.level >= SOME_USE else Value.NO
        case "age":
            ages = platform.audience.ages
            return _of_age(ages, age_range(value), condition.country) if ages else Value.UNKNOWN
        case "country":
            countries = platform.audience.countries
            return _yes(countries.include(value)) if countries else Value.UNKNOWN
        case "field":
            fields = platform.audience.fields
            if fields is None:
                return Value.UNKNOWN
            return _yes(value in fields.fields) if fields.fields else Value.PARTLY
    rating = platform.ratings.get(key)
    low, high = map(int, value.split("-"))
    return _yes(rating.low <= high and low <= rating.high) if rating else Value.UNKNOWN


def closeness(*, platform: Platform, condition: Condition) -> float:
    """Return how much of a platform's range lies within the levels asked for, 0 to 1."""
    rating = platform.ratings.get(condition.key)
    if rating is None:
        return 0
    low, high = map(int, condition.value.split("-"))
    within = min(rating.high, high) - max(rating.low, low) + 1
    return max(0, within) / (rating.high - rating.low + 1)


def strength(*, platform: Platform, condition: Condition) -> int:
    """Return how well a platform meets a condition beyond yes: how far people use it for a goal."""
    use = platform.uses.get(condition.value) if condition.key == "goal" else None
    return use.level if use else 0


def age_range(age: str) -> range:
    """Return the ages that "13-15" or "14" covers."""
    return AGE_BANDS[age] if age in AGE_BANDS else range(int(age), int(age) + 1)


def _of_age(ages: Ages, asked: range, country: str) -> Value:
    """Tell whether people of an age may join: partly where only some of them, or only in a version for children."""
    minimum = ages.minimum_in(country)
    if minimum <= asked[0]:
        return Value.YES
    if minimum <= asked[-1] or (ages.younger is not None and ages.younger <= asked[-1]):
        return Value.PARTLY
    return Value.NO


def _verdicts(catalogue: Catalogue, condition: Condition) -> Verdicts:
    found: Mapping[Value, list[str]] = {value: [] for value in Value}
    for platform in catalogue.platforms:
        found[verdict(platform=platform, condition=condition)].append(platform.slug)
    return Verdicts(frozenset(found[Value.YES]), frozenset(found[Value.PARTLY]), frozenset(found[Value.UNKNOWN]))


def _yes(met: bool) -> Value:
    return Value.YES if met else Value.NO
