"""Which platforms meet what somebody looks for, which don't, of which it isn't known, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.conditions import Condition, Slugs, verdicts
from platforms.domain.comparing.filters import Filters
from platforms.domain.comparing.ordering import ordered
from platforms.domain.vocabulary import Kind

SPANS = ((0, 1), (2, 2), (3, 4))
"""The ranges of levels that are offered; any other can be asked for."""

SIMILAR = 70
"""From this similarity, 0 to 100, a mistyped name counts as meant."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many platforms there would be with one condition more, and of how many more it is unknown."""

    met: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The counts of every condition on offer, by its slug."""

    kinds: Mapping[str, Count]
    goals: Mapping[str, Count]
    features: Mapping[str, Count]
    levels: Mapping[tuple[str, int, int], Count]
    """By trait and range, instead of the range that is asked for now."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Every platform in one of four groups: what it fails decides, then what is unknown, then what has limits."""

    yes: tuple[Platform, ...]
    partly: tuple[Platform, ...]
    unknown: tuple[Platform, ...]
    no: tuple[Platform, ...]

    @property
    def met(self) -> tuple[Platform, ...]:
        return (*self.yes, *self.partly)


def grouped(*, catalogue: Catalogue, filters: Filters, first: Mapping[str, int] | None = None) -> Groups:
    """Return all platforms in groups, each in the order asked for; `first` gives some of them a head start."""
    yes = possible = _every(catalogue)
    unsure: Slugs = frozenset()
    for condition in filters.conditions:
        found = verdicts(catalogue=catalogue, condition=condition)
        yes &= found.yes
        possible &= found.met | found.unknown
        unsure |= found.unknown
    known = possible - unsure
    order = ordered(catalogue=catalogue, filters=filters, first=first or {})

    def group(slugs: Slugs) -> tuple[Platform, ...]:
        return tuple(platform for platform in order if platform.slug in slugs)

    return Groups(group(yes), group(known - yes), group(possible & unsure), group(_every(catalogue) - possible))


def browse(*, catalogue: Catalogue, filters: Filters) -> tuple[Platform, ...]:
    """Return the platforms that meet every condition at least partly, in the order asked for."""
    found = _met(catalogue, filters)
    order = ordered(catalogue=catalogue, filters=filters)
    return tuple(platform for platform in order if platform.slug in found)


def facets(*, catalogue: Catalogue, filters: Filters) -> Facets:
    """Count what each condition on offer would leave of what is found now."""
    found = _met(catalogue, filters)
    any_kind = _met(catalogue, replace(filters, kinds=())) if filters.kinds else found
    asked = {slug for slug, _, _ in filters.levels}

    def count(among: Slugs, key: str, value: str) -> Count:
        each = verdicts(catalogue=catalogue, condition=Condition(key, value))
        return Count(len(each.met & among), len(each.unknown & among))

    return Facets(
        kinds={kind: count(any_kind, "kind", kind) for kind in Kind},
        goals={goal.slug: count(found, "goal", goal.slug) for goal in catalogue.goals},
        features={feature.slug: count(found, "feature", feature.slug) for feature in catalogue.features},
        levels={
            (trait.slug, low, high): count(any_level, trait.slug, f"{low}-{high}")
            for trait in catalogue.core_traits
            for any_level in [_met(catalogue, filters.without("levels", trait.slug)) if trait.slug in asked else found]
            for low, high in SPANS
        },
    )


def nearest(*, catalogue: Catalogue, name: str, most: int = 3) -> tuple[Platform, ...]:
    """Return the platforms whose name or other name comes closest to a mistyped one."""
    return tuple(_spelled_like(name[:80], catalogue.platforms)[:most])


def _every(catalogue: Catalogue) -> Slugs:
    return catalogue.memoize("every", lambda: frozenset(catalogue.platform_by_slug))


def _met(catalogue: Catalogue, filters: Filters) -> Slugs:
    found = _every(catalogue)
    for condition in filters.conditions:
        found &= verdicts(catalogue=catalogue, condition=condition).met
    return found


def _spelled_like(name: str, platforms: Sequence[Platform]) -> list[Platform]:
    from rapidfuzz import fuzz, process, utils  # three megabytes, for the first who mistypes

    names = {(p.slug, n): n for p in platforms for n in (p.name, p.slug, *p.also_known_as)}
    scored = process.extract(
        name, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=SIMILAR, limit=20
    )
    by_slug = {p.slug: p for p in platforms}
    return [by_slug[slug] for slug in dict.fromkeys(key[0] for _, _, key in scored)]
