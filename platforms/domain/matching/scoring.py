"""How well a platform serves a goal or meets a wish: exact numbers between 0 and 1, with a band for what is unknown.

The formula is stated at /method/. A known feature counts 1 (yes), 1/2 (partly) or 0 (no). An unknown one counts as the
mean of the extremes it could take, and its band spans them. A rating is a range, so a wish inside it is fully met.
"""

from dataclasses import dataclass
from fractions import Fraction

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Need, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import LEVELS, Scale, Value

WIDEST = LEVELS[-1] - LEVELS[0]


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

GAP_SPANS = tuple(exactly(1 - Fraction(gap, WIDEST)) for gap in range(WIDEST + 1))
"""How far a wish is met, by the levels between it and a rating."""


def gap(*, low: int, high: int, wish: int, scale: Scale) -> int:
    """Return the levels between a wish and the nearest end of a range, 0 to 4; above a ceiling only."""
    too_high = max(0, low - wish)
    return too_high if scale is Scale.CEILING else max(too_high, wish - high)


def trait_span(*, trait: Trait, rating: Rating | None, wish: int) -> Span:
    """Return how far a platform meets a wish (0..4) on a trait: 1 - gap / 4."""
    if rating is not None:
        return GAP_SPANS[gap(low=rating.low, high=rating.high, wish=wish, scale=trait.scale)]
    possible = [GAP_SPANS[gap(low=x, high=x, wish=wish, scale=trait.scale)].point for x in LEVELS]
    return Span(min(possible), sum(possible, Fraction(0)) / len(possible), max(possible), Fraction(0))


def need_span(*, catalogue: Catalogue, platform: Platform, need: Need) -> Span:
    if need.feature is not None:
        return VALUE_SPANS[platform.supports(need.feature).value]
    trait = catalogue.trait_by_slug[need.key]
    return trait_span(trait=trait, rating=platform.ratings.get(trait.slug), wish=need.target or 0)
