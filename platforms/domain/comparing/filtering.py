"""Which platforms match what somebody looks for, and in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filters import Filters, Sort
from platforms.domain.matching.fitness import good_for
from platforms.domain.vocabulary import LEVELS, Kind, Subject, Value


@dataclass(frozen=True, slots=True)
class Facets:
    """How many platforms there would be with one condition more (or with this kind), by its slug."""

    kinds: Mapping[str, int]
    goals: Mapping[str, int]
    features: Mapping[str, int]
    levels: Mapping[tuple[str, int, int], int]
    """By trait and range, instead of the range that is asked for now."""


SPANS = ((0, 1), (2, 2), (3, 4))
"""The ranges of levels that are offered; any other can be asked for."""

SIMILAR = 70
"""From this similarity, 0 to 100, a mistyped name counts as meant."""

type Slugs = frozenset[str]
"""Some of the catalogue's platforms."""


@dataclass(frozen=True, slots=True)
class Index:
    """Which platforms meet each single condition, so that a page's counts are intersections of sets."""

    every: Slugs
    kinds: Mapping[str, Slugs]
    goals: Mapping[str, Slugs]
    features: Mapping[str, Slugs]
    """Yes or partly."""
    levels: Mapping[tuple[str, int], Slugs]
    """By trait and level: whose range has it."""
    order: Mapping[Sort, tuple[Platform, ...]]
    texts: Mapping[str, str]
    """What a search looks through, by slug: names, tagline and what a platform has."""

    def spanning(self, trait: str, low: int, high: int) -> Slugs:
        """Return the platforms whose range on a trait meets this one."""
        return frozenset().union(*(self.levels[trait, level] for level in range(low, high + 1)))


def browse(*, catalogue: Catalogue, filters: Filters) -> tuple[Platform, ...]:
    """Return the platforms that meet every condition, in the order asked for; the name settles ties."""
    index, found = _index(catalogue), _found(catalogue, filters)
    in_order = index.order[filters.sort]
    return tuple(platform for platform in in_order if platform.slug in found)


def facets(*, catalogue: Catalogue, filters: Filters) -> Facets:
    index, found = _index(catalogue), _found(catalogue, filters)
    any_kind = _found(catalogue, replace(filters, kinds=())) if filters.kinds else found
    asked = {slug for slug, _, _ in filters.levels}
    any_level = {
        trait.slug: _found(catalogue, filters.without("levels", trait.slug)) if trait.slug in asked else found
        for trait in catalogue.traits
        if trait.core
    }
    return Facets(
        kinds={kind: len(slugs & any_kind) for kind, slugs in index.kinds.items()},
        goals={slug: len(slugs & found) for slug, slugs in index.goals.items()},
        features={slug: len(slugs & found) for slug, slugs in index.features.items()},
        levels={
            (slug, low, high): len(index.spanning(slug, low, high) & slugs)
            for slug, slugs in any_level.items()
            for low, high in SPANS
        },
    )


def _found(catalogue: Catalogue, filters: Filters) -> Slugs:
    index = _index(catalogue)
    found = index.every
    if filters.kinds:
        found &= frozenset().union(*(index.kinds[kind] for kind in filters.kinds))
    for slug, low, high in filters.levels:
        found &= index.spanning(slug, low, high)
    for slug in filters.goals:
        found &= index.goals[slug]
    for slug in filters.features:
        found &= index.features[slug]
    if not filters.search:
        return found
    words = filters.search.casefold().split()
    exact = frozenset(slug for slug in found if all(word in index.texts[slug] for word in words))
    if exact:
        return exact
    # Someone mistyped a name.
    candidates = [platform for platform in catalogue.platforms if platform.slug in found]
    return frozenset(platform.slug for platform in _spelled_like(filters.search, candidates))


def _index(catalogue: Catalogue) -> Index:
    """Return the index of a catalogue, memoized."""
    return catalogue.memoize("index", lambda: _indexed(catalogue))


def _indexed(catalogue: Catalogue) -> Index:
    platforms, good = catalogue.platforms, good_for(catalogue)
    by_name = sorted(platforms, key=lambda platform: (platform.name.casefold(), platform.slug))

    def reaches(platform: Platform, trait: str, level: int) -> bool:
        rating = platform.ratings.get(trait)
        return rating is not None and rating.low <= level <= rating.high

    return Index(
        every=frozenset(p.slug for p in platforms),
        kinds={kind: frozenset(p.slug for p in platforms if p.kind is kind) for kind in Kind},
        goals={g.slug: frozenset(p.slug for p in platforms if g.slug in good[p.slug]) for g in catalogue.goals},
        features={f.slug: frozenset(p.slug for p in platforms if _has(p, f.slug)) for f in catalogue.features},
        levels={
            (trait.slug, level): frozenset(p.slug for p in platforms if reaches(p, trait.slug, level))
            for trait in catalogue.traits
            for level in LEVELS
        },
        # Sorting keeps the order of equals: that of the names.
        order={sort: tuple(sorted(by_name, key=partial(_rank, sort=sort))) for sort in Sort},
        texts={platform.slug: _text(catalogue, platform) for platform in platforms},
    )


def search_by_name(*, catalogue: Catalogue, search: str) -> Sequence[Platform]:
    """Return the platforms that a search finds, those with a matching name first; all of them without a search."""
    found = browse(catalogue=catalogue, filters=Filters(search=search))
    return named_first(found, search=search) if search else found


def _has(platform: Platform, feature: str) -> bool:
    return platform.supports(feature).value in (Value.YES, Value.PARTLY)


def _text(catalogue: Catalogue, platform: Platform) -> str:
    has = (feature.name for feature in catalogue.features if _has(platform, feature.slug))
    return " ".join([platform.name, *platform.also_known_as, platform.tagline, platform.kind, *has]).casefold()


def _rank(platform: Platform, sort: Sort) -> float:
    if sort in (Sort.SOCIAL_FIRST, Sort.PROFESSIONAL_FIRST):
        focus = platform.ratings.get("focus")
        direction = 1 if sort is Sort.SOCIAL_FIRST else -1
        return direction * focus.middle if focus else 9
    if sort in (Sort.NEWEST, Sort.OLDEST):
        launched = platform.facts.get(Subject.LAUNCHED)
        direction = -1 if sort is Sort.NEWEST else 1
        return direction * int(launched.value) if launched else 9999
    return 0


def nearest(*, catalogue: Catalogue, name: str, most: int = 3) -> tuple[Platform, ...]:
    """Return the platforms whose name or other name comes closest to a mistyped one."""
    return tuple(_spelled_like(name[:80], catalogue.platforms)[:most])


def named_first(platforms: Iterable[Platform], *, search: str) -> list[Platform]:
    """Put names that begin with what is searched first, then names that hold it; the others keep their order."""
    wanted = search.casefold()

    def rank(platform: Platform) -> int:
        names = [name.casefold() for name in (platform.name, *platform.also_known_as)]
        if any(name.startswith(wanted) for name in names):
            return 0
        return 1 if any(wanted in name for name in names) else 2

    return sorted(platforms, key=rank)


def _spelled_like(name: str, platforms: Sequence[Platform]) -> list[Platform]:
    from rapidfuzz import fuzz, process, utils  # three megabytes, for the first who mistypes

    names = {(p.slug, n): n for p in platforms for n in (p.name, p.slug, *p.also_known_as)}
    scored = process.extract(
        name, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=SIMILAR, limit=20
    )
    by_slug = {p.slug: p for p in platforms}
    return [by_slug[slug] for slug in dict.fromkeys(key[0] for _, _, key in scored)]
