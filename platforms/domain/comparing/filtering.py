"""Which platforms match what somebody looks for, and in which order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce
from operator import or_

from platforms.domain.catalogue.values import Catalogue, Platform
from platforms.domain.comparing.selection import Filters, Sort
from platforms.domain.matching.fitness import good_for
from platforms.domain.vocabulary import LEVELS, Kind, Subject, Value

SIMILAR = 70
"""From this similarity, 0 to 100, a mistyped name counts as meant."""


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

type Places = int
"""Some of the catalogue's platforms: a number in which bit n stands for the platform in place n."""


@dataclass(frozen=True, slots=True)
class Index:
    """Who meets each single condition, so that all of a page's conditions and counts are a few quick numbers."""

    every: Places
    kinds: Mapping[str, Places]
    goals: Mapping[str, Places]
    features: Mapping[str, Places]
    """Yes or partly."""
    levels: Mapping[tuple[str, int], Places]
    """By trait and level: whose range has it."""
    order: Mapping[Sort, tuple[Platform, ...]]
    texts: tuple[str, ...]
    """What a search looks through, by place: names, tagline and what a platform has."""

    def spanning(self, trait: str, low: int, high: int) -> Places:
        """Whose range on a trait meets this one."""
        return reduce(or_, (self.levels[trait, level] for level in range(low, high + 1)))


def browse(*, catalogue: Catalogue, filters: Filters) -> tuple[Platform, ...]:
    """The platforms that meet every condition, in the order asked for; the name settles ties."""
    index, found = _index(catalogue), _found(catalogue, filters)
    in_order = index.order[filters.sort]
    if found == index.every:
        return in_order
    meets, place = _bits(catalogue, found), catalogue.place_by_slug
    return tuple(platform for platform in in_order if meets[place[platform.slug]] == "1")


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
        kinds={kind: (places & any_kind).bit_count() for kind, places in index.kinds.items()},
        goals={slug: (places & found).bit_count() for slug, places in index.goals.items()},
        features={slug: (places & found).bit_count() for slug, places in index.features.items()},
        levels={
            (slug, low, high): (index.spanning(slug, low, high) & places).bit_count()
            for slug, places in any_level.items()
            for low, high in SPANS
        },
    )


def _found(catalogue: Catalogue, filters: Filters) -> Places:
    index = _index(catalogue)
    found = index.every
    if filters.kinds:
        found &= reduce(or_, (index.kinds[kind] for kind in filters.kinds))
    for slug, low, high in filters.levels:
        found &= index.spanning(slug, low, high)
    for slug in filters.goals:
        found &= index.goals[slug]
    for slug in filters.features:
        found &= index.features[slug]
    if not filters.search:
        return found
    words = filters.search.casefold().split()
    here = [place for place, bit in enumerate(_bits(catalogue, found)) if bit == "1"]
    exact = [place for place in here if all(word in index.texts[place] for word in words)]
    if not exact:
        similar = _similar(filters.search, [catalogue.platforms[place] for place in here])
        exact = [catalogue.place_by_slug[platform.slug] for platform in similar]
    return sum(1 << place for place in exact)


def _bits(catalogue: Catalogue, places: Places) -> str:
    """For each place a "1" or a "0": quicker to go through than one long number."""
    return f"{places:0{len(catalogue.platforms)}b}"[::-1]


def _index(catalogue: Catalogue) -> Index:
    """Worked out once for a catalogue."""
    return catalogue.memoize("index", lambda: _indexed(catalogue))


def _indexed(catalogue: Catalogue) -> Index:
    platforms, good = catalogue.platforms, good_for(catalogue)
    by_name = sorted(platforms, key=lambda platform: (platform.name.casefold(), platform.slug))

    def places(those: Iterable[bool]) -> Places:
        """From one answer for each platform, in their order."""
        return int("".join("1" if it else "0" for it in those)[::-1] or "0", 2)

    def reach(trait: str, level: int) -> Iterator[bool]:
        ratings = (platform.ratings.get(trait) for platform in platforms)
        return (rating is not None and rating.low <= level <= rating.high for rating in ratings)

    return Index(
        every=places(True for _ in platforms),
        kinds={kind: places(p.kind is kind for p in platforms) for kind in Kind},
        goals={goal.slug: places(goal.slug in good[p.slug] for p in platforms) for goal in catalogue.goals},
        features={f.slug: places(_has(p, f.slug) for p in platforms) for f in catalogue.features},
        levels={
            (trait.slug, level): places(reach(trait.slug, level)) for trait in catalogue.traits for level in LEVELS
        },
        # Sorting keeps the order of equals: that of the names.
        order={sort: tuple(sorted(by_name, key=partial(_rank, sort=sort))) for sort in Sort},
        texts=tuple(_text(catalogue, platform) for platform in platforms),
    )


def nearest(*, catalogue: Catalogue, name: str, most: int = 3) -> tuple[Platform, ...]:
    """The platforms whose name or other name comes closest to a mistyped one."""
    return tuple(_similar(name[:80], catalogue.platforms)[:most])


def search_by_name(*, catalogue: Catalogue, search: str) -> Sequence[Platform]:
    """Return the platforms that a search finds, those with a matching name first; all of them without a search."""
    found = browse(catalogue=catalogue, filters=Filters(search=search))
    return named_first(found, search=search) if search else found


def named_first(platforms: Iterable[Platform], *, search: str) -> list[Platform]:
    """Put names that begin with what is searched first, then names that hold it; the others keep their order."""
    wanted = search.casefold()

    def rank(platform: Platform) -> int:
        names = [name.casefold() for name in (platform.name, *platform.also_known_as)]
        if any(name.startswith(wanted) for name in names):
            return 0
        return 1 if any(wanted in name for name in names) else 2

    return sorted(platforms, key=rank)


def _has(platform: Platform, feature: str) -> bool:
    return platform.supports(feature).value in (Value.YES, Value.PARTLY)


def _text(catalogue: Catalogue, platform: Platform) -> str:
    has = (feature.name for feature in catalogue.features if _has(platform, feature.slug))
    return " ".join([platform.name, *platform.also_known_as, platform.tagline, platform.kind, *has]).casefold()


def _similar(name: str, platforms: Sequence[Platform]) -> list[Platform]:
    from rapidfuzz import fuzz, process, utils  # three megabytes, for the first who mistypes

    names = {(p.slug, n): n for p in platforms for n in (p.name, p.slug, *p.also_known_as)}
    scored = process.extract(
        name, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=SIMILAR, limit=20
    )
    by_slug = {p.slug: p for p in platforms}
    return [by_slug[slug] for slug in dict.fromkeys(key[0] for _, _, key in scored)]


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
