"""Which platforms are most like one, where each of them differs, and which two are worth a comparison."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Trait, by_importance
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import LEVELS, Value

MOST = 4
TRAIT_WEIGHT = 3
LEVEL_STEPS = 2 * (len(LEVELS) - 1)
"""How far the ends of two ratings can be apart, added up."""

MOST_DIFFERENCES = 3

POPULAR = (
    ("facebook", "linkedin"),
    ("instagram", "tiktok"),
    ("x", "bluesky"),
    ("linkedin", "xing"),
    ("facebook", "meetup"),
    ("reddit", "discord"),
    ("x", "instagram"),
    ("linkedin", "meetup"),
)

MOST_PLATFORMS = 500
"""With more platforms than this, only popular pairs count: finding each one's like takes each with each."""

type PlatformPair = tuple[Platform, Platform]


@dataclass(frozen=True, slots=True)
class Similar:
    platform: Platform
    traits: tuple[tuple[Trait, Rating], ...]
    """Where it stands elsewhere on a trait, the widest gap first."""
    gains: tuple[Feature, ...]
    """What it has and the other lacks."""
    losses: tuple[Feature, ...]


def similar(*, catalogue: Catalogue, platform: Platform, most: int = MOST) -> list[Similar]:
    """Return the platforms most alike with what tells them apart, the most alike first."""
    return [
        Similar(
            platform=other,
            traits=tuple(_apart(catalogue, platform, other))[:MOST_DIFFERENCES],
            gains=tuple(_only(catalogue, other, platform))[:MOST_DIFFERENCES],
            losses=tuple(_only(catalogue, platform, other))[:MOST_DIFFERENCES],
        )
        for other in closest(catalogue, platform, most)
    ]


def closest(catalogue: Catalogue, platform: Platform, most: int = MOST) -> list[Platform]:
    """Return the platforms most alike, equals by slug; find them once for each catalogue."""
    return catalogue.memoize(("closest", platform.slug, most), lambda: _closest(catalogue, platform, most))


def _closest(catalogue: Catalogue, platform: Platform, most: int) -> list[Platform]:
    """Return the platforms most alike, equals by slug."""
    sketches = catalogue.memoize("sketches", lambda: [sketch(catalogue, each) for each in catalogue.platforms])
    mine = sketches[catalogue.place_by_slug[platform.slug]]
    others = (sketch for sketch in sketches if sketch is not mine)
    closest = heapq.nsmallest(most, others, key=lambda sketch: (-likeness(mine, sketch), sketch.slug))
    return [catalogue.platform_by_slug[sketch.slug] for sketch in closest]


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


def sketch(catalogue: Catalogue, platform: Platform) -> Sketch:
    ratings = (platform.ratings.get(trait.slug) for trait in catalogue.traits)
    support = ((feature.slug, platform.supports(feature.slug).value) for feature in catalogue.features)
    known = frozenset((slug, value) for slug, value in support if value is not Value.UNKNOWN)
    return Sketch(
        platform.slug,
        tuple(rating.low + rating.high if rating else None for rating in ratings),
        known,
        frozenset(slug for slug, _ in known),
    )


def likeness(one: Sketch, other: Sketch) -> Fraction:
    """Return the mean over what is known of both, 0 to 1; a trait counts as much as three features."""
    points = weight = 0
    for mine, theirs in zip(one.ends, other.ends, strict=True):
        if mine is not None and theirs is not None:
            points += TRAIT_WEIGHT * (LEVEL_STEPS - abs(mine - theirs))
            weight += TRAIT_WEIGHT
    points += LEVEL_STEPS * len(one.support & other.support)
    weight += len(one.known & other.known)
    return Fraction(points, weight * LEVEL_STEPS) if weight else Fraction(0)


def _apart(catalogue: Catalogue, one: Platform, other: Platform) -> Iterator[tuple[Trait, Rating]]:
    gaps = []
    for trait in catalogue.traits:
        mine, theirs = one.ratings.get(trait.slug), other.ratings.get(trait.slug)
        if mine and theirs and abs(mine.middle - theirs.middle) >= 1:
            gaps.append((-abs(mine.middle - theirs.middle), trait.order, trait, theirs))
    yield from ((trait, theirs) for _, _, trait, theirs in sorted(gaps, key=lambda gap: gap[:2]))


def _only(catalogue: Catalogue, one: Platform, other: Platform) -> Iterator[Feature]:
    for feature in by_importance(catalogue.features, catalogue.goals):
        if one.supports(feature.slug).value is Value.YES and other.supports(feature.slug).value is Value.NO:
            yield feature


def popular_pairs(*, catalogue: Catalogue) -> list[PlatformPair]:
    """Return the pairs that people often compare, the most popular first."""
    known = catalogue.platform_by_slug
    return [(known[one], known[other]) for one, other in POPULAR if one in known and other in known]


def pairs_worth_comparing(*, catalogue: Catalogue) -> tuple[PlatformPair, ...]:
    """Return the popular pairs, and each platform with the ones most like it; sorted by slug."""
    return catalogue.memoize("pairs", lambda: tuple(_pairs(catalogue)))


def _pairs(catalogue: Catalogue) -> Iterator[PlatformPair]:
    found = {_sorted(pair) for pair in popular_pairs(catalogue=catalogue)}
    for platform in catalogue.platforms if len(catalogue.platforms) <= MOST_PLATFORMS else ():
        found |= {_sorted((platform, other)) for other in _closest(catalogue, platform, MOST)}
    known = catalogue.platform_by_slug
    yield from ((known[one], known[other]) for one, other in sorted(found))


def _sorted(pair: PlatformPair) -> tuple[str, str]:
    one, other = sorted(platform.slug for platform in pair)
    return one, other
