"""Which platforms are most like one, and where each of them differs."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.importance import features_by_importance
from platforms.domain.vocabulary import LEVELS, Value

MOST = 4
TRAIT_WEIGHT = 3
LEVEL_STEPS = 2 * (len(LEVELS) - 1)
"""How far the ends of two ratings can be apart, added up."""

MOST_DIFFERENCES = 3


@dataclass(frozen=True, slots=True)
class Similar:
    platform: Platform
    likeness: Fraction
    """0 to 1: the mean over what is known of both; a trait counts as much as three features."""
    traits: tuple[tuple[Trait, Rating], ...]
    """Where it stands elsewhere on a trait, the widest gap first."""
    gains: tuple[Feature, ...]
    """What it has and the other lacks."""
    losses: tuple[Feature, ...]


def similar(*, catalogue: Catalogue, platform: Platform, most: int = MOST) -> tuple[Similar, ...]:
    """Return the platforms most alike, the most first, equals by slug; memoized."""
    return catalogue.memoize(("similar", platform.slug, most), lambda: _similar(catalogue, platform, most))


def _similar(catalogue: Catalogue, platform: Platform, most: int) -> tuple[Similar, ...]:
    sketches = catalogue.memoize("sketches", lambda: [_sketch(catalogue, each) for each in catalogue.platforms])
    mine = sketches[catalogue.place_by_slug[platform.slug]]

    def rank(sketch: Sketch) -> tuple[float, str]:
        points, weight = _alike(mine, sketch)
        return -points / max(weight, 1), sketch.slug  # both are small: the quotients keep the order of the fractions

    closest = heapq.nsmallest(most, (each for each in sketches if each is not mine), key=rank)
    others = [catalogue.platform_by_slug[sketch.slug] for sketch in closest]
    return tuple(
        Similar(
            platform=other,
            likeness=likeness(catalogue=catalogue, one=platform, other=other),
            traits=tuple(_apart(catalogue, platform, other))[:MOST_DIFFERENCES],
            gains=tuple(_only(catalogue, other, platform))[:MOST_DIFFERENCES],
            losses=tuple(_only(catalogue, platform, other))[:MOST_DIFFERENCES],
        )
        for other in others
    )


def likeness(*, catalogue: Catalogue, one: Platform, other: Platform) -> Fraction:
    """Return how alike two platforms are: symmetric, 1 for a double, 0 when nothing is known of both."""
    points, weight = _alike(_sketch(catalogue, one), _sketch(catalogue, other))
    return Fraction(points, weight * LEVEL_STEPS) if weight else Fraction(0)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is compared of a platform."""

    slug: str
    ends: tuple[int | None, ...]
    """For each trait the low and high end of its rating, added up."""
    support: frozenset[tuple[str, Value]]
    """The known features with their values."""
    known: frozenset[str]
    """The slugs of the known features."""


def _sketch(catalogue: Catalogue, platform: Platform) -> Sketch:
    ratings = (platform.ratings.get(trait.slug) for trait in catalogue.traits)
    support = ((feature.slug, platform.supports(feature.slug).value) for feature in catalogue.features)
    known = frozenset((slug, value) for slug, value in support if value is not Value.UNKNOWN)
    return Sketch(
        platform.slug,
        tuple(rating.low + rating.high if rating else None for rating in ratings),
        known,
        frozenset(slug for slug, _ in known),
    )


def _alike(one: Sketch, other: Sketch) -> tuple[int, int]:
    """Return points, LEVEL_STEPS for each unit of full agreement, and the weight of what is known of both."""
    points = weight = 0
    for mine, theirs in zip(one.ends, other.ends, strict=True):
        if mine is not None and theirs is not None:
            points += TRAIT_WEIGHT * (LEVEL_STEPS - abs(mine - theirs))
            weight += TRAIT_WEIGHT
    return points + LEVEL_STEPS * len(one.support & other.support), weight + len(one.known & other.known)


def _apart(catalogue: Catalogue, one: Platform, other: Platform) -> Iterator[tuple[Trait, Rating]]:
    gaps = []
    for trait in catalogue.traits:
        mine, theirs = one.ratings.get(trait.slug), other.ratings.get(trait.slug)
        if mine and theirs and abs(mine.middle - theirs.middle) >= 1:
            gaps.append((-abs(mine.middle - theirs.middle), trait.order, trait, theirs))
    yield from ((trait, theirs) for _, _, trait, theirs in sorted(gaps, key=lambda gap: gap[:2]))


def _only(catalogue: Catalogue, one: Platform, other: Platform) -> Iterator[Feature]:
    for feature in features_by_importance(catalogue):
        if one.supports(feature.slug).value is Value.YES and other.supports(feature.slug).value is Value.NO:
            yield feature
