"""Which platforms are most like one, and where each of them differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from platforms.domain.catalogue import Catalogue, Feature, Platform, Rating, Trait, Value
from platforms.domain.comparison import importance

MOST = 4
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
    """The most alike first; equals in the order of their addresses."""
    others = [
        (likeness(catalogue=catalogue, one=platform, other=p), p) for p in catalogue.platforms if p is not platform
    ]
    others.sort(key=lambda pair: (-pair[0], pair[1].slug))
    return tuple(
        Similar(
            platform=other,
            likeness=how_much,
            traits=tuple(_apart(catalogue, platform, other))[:MOST_DIFFERENCES],
            gains=tuple(_only(catalogue, other, platform))[:MOST_DIFFERENCES],
            losses=tuple(_only(catalogue, platform, other))[:MOST_DIFFERENCES],
        )
        for how_much, other in others[:most]
    )


def likeness(*, catalogue: Catalogue, one: Platform, other: Platform) -> Fraction:
    """Symmetric, and 1 for a double; 0 when nothing is known of both."""
    sums, weights = Fraction(0), 0
    for trait in catalogue.traits:
        mine, theirs = one.ratings.get(trait.slug), other.ratings.get(trait.slug)
        if mine and theirs:
            apart = abs(mine.low + mine.high - theirs.low - theirs.high)
            sums, weights = sums + 3 * (1 - Fraction(apart, 8)), weights + 3
    for feature in catalogue.features:
        values = {p.supports(feature.slug).value for p in (one, other)}
        if Value.UNKNOWN not in values:
            sums, weights = sums + (len(values) == 1), weights + 1
    return sums / weights if weights else Fraction(0)


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
