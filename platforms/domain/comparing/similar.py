"""Which platforms are most like one, and where each of them differs."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from platforms.domain.catalogue.values import Catalogue, Feature, Platform, Rating, Trait
from platforms.domain.comparing.importance import importance
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
    """The most alike first, at most `most`; equals in the order of their addresses. Worked out once for a catalogue."""
    return catalogue.memoize(("similar", platform.slug, most), lambda: tuple(_similar(catalogue, platform, most)))


def _similar(catalogue: Catalogue, platform: Platform, most: int) -> Iterator[Similar]:
    sketches = _sketches(catalogue)
    mine = sketches[catalogue.place_by_slug[platform.slug]]
    # Parts of the likeness that are whole numbers for every weight there can be, so that they compare exactly.
    heaviest = TRAIT_WEIGHT * len(catalogue.traits) + len(catalogue.features)
    unit = lcm(*range(1, heaviest + 1))
    share = [0, *(unit // weight for weight in range(1, heaviest + 1))]
    ranked = []
    for place, theirs in enumerate(sketches):
        if catalogue.platforms[place] is platform:
            continue
        points, weight = _alike(mine, theirs)
        ranked.append((-points * share[weight], theirs.slug, place))
    for parts, _, place in heapq.nsmallest(most, ranked):
        other = catalogue.platforms[place]
        yield Similar(
            platform=other,
            likeness=Fraction(-parts, unit * LEVEL_STEPS),
            traits=tuple(_apart(catalogue, platform, other))[:MOST_DIFFERENCES],
            gains=tuple(_only(catalogue, other, platform))[:MOST_DIFFERENCES],
            losses=tuple(_only(catalogue, platform, other))[:MOST_DIFFERENCES],
        )


def likeness(*, catalogue: Catalogue, one: Platform, other: Platform) -> Fraction:
    """Symmetric, and 1 for a double; 0 when nothing is known of both."""
    points, weight = _alike(_sketch(catalogue, one), _sketch(catalogue, other))
    return Fraction(points, weight * LEVEL_STEPS) if weight else Fraction(0)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A platform for quick comparison: its ratings' ends added up, its features as bits, the first one lowest."""

    slug: str
    traits: tuple[int | None, ...]
    yes: int
    partly: int
    no: int


def _sketches(catalogue: Catalogue) -> list[Sketch]:
    return catalogue.memoize("sketches", lambda: [_sketch(catalogue, platform) for platform in catalogue.platforms])


def _sketch(catalogue: Catalogue, platform: Platform) -> Sketch:
    ratings = (platform.ratings.get(trait.slug) for trait in catalogue.traits)
    bits = dict.fromkeys(Value, 0)
    for n, feature in enumerate(catalogue.features):
        bits[platform.supports(feature.slug).value] |= 1 << n
    ends = tuple(rating.low + rating.high if rating else None for rating in ratings)
    return Sketch(platform.slug, ends, bits[Value.YES], bits[Value.PARTLY], bits[Value.NO])


def _alike(one: Sketch, other: Sketch) -> tuple[int, int]:
    """Points, LEVEL_STEPS for each unit of full agreement, and the weight of what is known of both."""
    points = weight = 0
    for mine, theirs in zip(one.traits, other.traits, strict=True):
        if mine is not None and theirs is not None:
            points += TRAIT_WEIGHT * (LEVEL_STEPS - abs(mine - theirs))
            weight += TRAIT_WEIGHT
    same = (one.yes & other.yes) | (one.partly & other.partly) | (one.no & other.no)
    known = (one.yes | one.partly | one.no) & (other.yes | other.partly | other.no)
    return points + LEVEL_STEPS * same.bit_count(), weight + known.bit_count()


def _apart(catalogue: Catalogue, one: Platform, other: Platform) -> Iterator[tuple[Trait, Rating]]:
    gaps = []
    for trait in catalogue.traits:
        mine, theirs = one.ratings.get(trait.slug), other.ratings.get(trait.slug)
        if mine and theirs and abs(mine.middle - theirs.middle) >= 1:
            gaps.append((-abs(mine.middle - theirs.middle), trait.order, trait, theirs))
    yield from ((trait, theirs) for _, _, trait, theirs in sorted(gaps, key=lambda gap: gap[:2]))


def _only(catalogue: Catalogue, one: Platform, other: Platform) -> Iterator[Feature]:
    weights = importance(catalogue)
    for feature in sorted(catalogue.features, key=lambda f: (-weights.get(f.slug, 0), f.order)):
        if one.supports(feature.slug).value is Value.YES and other.supports(feature.slug).value is Value.NO:
            yield feature
