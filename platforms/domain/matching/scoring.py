"""How well a platform serves a goal or meets a wish: exact numbers between 0 and 1, with a band for what is unknown.

The formula is stated at /method/. A use counts its level in quarters, a known feature 1 (yes), 1/2 (partly) or 0 (no).
What is unknown counts as the mean of what it could be, and its band spans the extremes. A rating is a range, so a wish
inside it is fully met; a wish one level away counts 0.75, two 0.4, three 0.1, four 0.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Need, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import LEVELS, Scale, Value


@dataclass(frozen=True, slots=True)
class Span:
    """A score with its band: 0 <= low <= point <= high <= 1."""

    low: Fraction
    point: Fraction
    high: Fraction
    known: Fraction
    """The share of the weight that rests on known cells, 0 to 1."""


def exactly(score: Fraction) -> Span:
    return Span(score, score, score, Fraction(1))


VALUE_SPANS = {
    Value.YES: exactly(Fraction(1)),
    Value.PARTLY: exactly(Fraction(1, 2)),
    Value.NO: exactly(Fraction(0)),
    Value.UNKNOWN: Span(Fraction(0), Fraction(1, 2), Fraction(1), Fraction(0)),
}

GAP_SPANS = tuple(exactly(Fraction(share, 100)) for share in (100, 75, 40, 10, 0))
"""How far a wish is met, by the levels between it and a rating."""

USE_UNKNOWN = Span(Fraction(0), Fraction(1, 2), Fraction(1), Fraction(0))

USE_SHARE = Fraction(2, 3)
"""How much of a goal's score is the use; the rest is what the goal needs."""


def gap(*, low: int, high: int, wish: int, scale: Scale) -> int:
    """Return the levels between a wish and the nearest end of a range, 0 to 4; above a ceiling only."""
    too_high = max(0, low - wish)
    return too_high if scale is Scale.CEILING else max(too_high, wish - high)


def trait_span(*, trait: Trait, rating: Rating | None, wish: int) -> Span:
    """Return how far a platform meets a wish (0..4) on a trait."""
    return wish_span(trait.scale, (rating.low, rating.high) if rating else None, wish)


@cache
def wish_span(scale: Scale, levels: tuple[int, int] | None, wish: int) -> Span:
    """Return how far levels from low to high meet a wish, by the gap; None: unknown levels."""
    if levels:
        return GAP_SPANS[gap(low=levels[0], high=levels[1], wish=wish, scale=scale)]
    possible = [GAP_SPANS[gap(low=x, high=x, wish=wish, scale=scale)].point for x in LEVELS]
    return Span(min(possible), sum(possible, Fraction(0)) / len(possible), max(possible), Fraction(0))


def use_span(level: int | None) -> Span:
    """Return how far people use a platform for a goal: level / 4; None: unknown."""
    return USE_UNKNOWN if level is None else exactly(Fraction(level, LEVELS[-1]))


def need_span(*, catalogue: Catalogue, platform: Platform, need: Need) -> Span:
    if need.feature is not None:
        return VALUE_SPANS[platform.supports(need.feature).value]
    trait = catalogue.trait_by_slug[need.key]
    return trait_span(trait=trait, rating=platform.ratings.get(trait.slug), wish=need.target or 0)
