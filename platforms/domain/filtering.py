"""Which platforms match what somebody looks for, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process, utils

from platforms.domain.catalogue import Catalogue, Kind, Platform, Subject, Value
from platforms.domain.fitness import good_for
from platforms.domain.selection import Filters, Sort

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


def browse(*, catalogue: Catalogue, filters: Filters) -> tuple[Platform, ...]:
    """The platforms that meet every condition, in the order asked for; the name settles ties."""
    found = _found(catalogue, filters)
    return tuple(sorted(found, key=lambda p: (_rank(p, filters.sort), p.name.casefold(), p.slug)))


SPANS = ((0, 1), (2, 2), (3, 4))
"""The ranges of levels that are offered; any other can be asked for."""


def facets(*, catalogue: Catalogue, filters: Filters) -> Facets:
    found = _found(catalogue, filters)
    any_kind = _found(catalogue, replace(filters, kinds=()))
    good = good_for(catalogue)
    asked = {slug for slug, _, _ in filters.levels}
    any_level = {
        trait.slug: _found(catalogue, filters.without("levels", trait.slug)) if trait.slug in asked else found
        for trait in catalogue.traits
        if trait.core
    }
    return Facets(
        kinds={kind: sum(p.kind is kind for p in any_kind) for kind in Kind},
        goals={goal.slug: sum(goal.slug in good[p.slug] for p in found) for goal in catalogue.goals},
        features={feature.slug: sum(_has(p, feature.slug) for p in found) for feature in catalogue.features},
        levels={
            (trait.slug, low, high): sum(_overlaps(p, trait.slug, low, high) for p in any_level[trait.slug])
            for trait in catalogue.traits
            if trait.core
            for low, high in SPANS
        },
    )


def _found(catalogue: Catalogue, filters: Filters) -> list[Platform]:
    found = [p for p in catalogue.platforms if _meets(catalogue, p, filters)]
    if not filters.search:
        return found
    words = filters.search.casefold().split()
    texts = _texts(catalogue)
    exact = [p for p in found if all(word in texts[p.slug] for word in words)]
    return exact or _similar(filters.search, found)


def nearest(*, catalogue: Catalogue, name: str, most: int = 3) -> tuple[Platform, ...]:
    """The platforms whose name or other name comes closest to a mistyped one."""
    return tuple(_similar(name[:80], catalogue.platforms)[:most])


def _meets(catalogue: Catalogue, platform: Platform, filters: Filters) -> bool:
    return (
        (not filters.kinds or platform.kind in filters.kinds)
        and all(_has(platform, slug) for slug in filters.features)
        and all(_overlaps(platform, *level) for level in filters.levels)
        and (not filters.goals or good_for(catalogue)[platform.slug].issuperset(filters.goals))
    )


def _has(platform: Platform, feature: str) -> bool:
    return platform.supports(feature).value in (Value.YES, Value.PARTLY)


def _overlaps(platform: Platform, trait: str, low: int, high: int) -> bool:
    rating = platform.ratings.get(trait)
    return rating is not None and rating.low <= high and rating.high >= low


def _texts(catalogue: Catalogue) -> Mapping[str, str]:
    """What a search looks through, by platform: its names, its tagline and what it has; made once."""
    if "texts" not in catalogue.memo:
        catalogue.memo["texts"] = {
            p.slug: " ".join(
                [p.name, *p.also_known_as, p.tagline, p.kind, *(f.name for f in catalogue.features if _has(p, f.slug))]
            ).casefold()
            for p in catalogue.platforms
        }
    return catalogue.memo["texts"]


def _similar(name: str, platforms: Sequence[Platform]) -> list[Platform]:
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
