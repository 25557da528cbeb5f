"""How well every platform serves every goal and meets every wish, as whole numbers on one scale.

Exact like the fractions that they stand for, and quick to add: the ranking, its what-if and the fairness audit go
through all platforms many times. Built once for a catalogue, at its first ranking.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from platforms.domain.catalogue import LEVELS, Catalogue, Value
from platforms.domain.scoring import Span, goal_span, trait_span

type Key = tuple[str, int]
"""A goal's slug with -1, or a trait's slug with the level wished for."""

GOAL = -1


@dataclass(frozen=True, slots=True)
class Row:
    """One goal or wish; each list has a number for every platform, in the catalogue's order."""

    low: list[int]
    point: list[int]
    high: list[int]
    known: list[int]


@dataclass(frozen=True, slots=True)
class Table:
    scale: int
    """What stands for 1."""
    rows: dict[Key, Row]
    lacks: dict[str, frozenset[int]]
    """For each must-have the places of the platforms that are known not to have it."""

    def span(self, parts: list[tuple[int, Key]], place: int) -> Span:
        """The score of one platform: the weighted mean of goals and wishes, with its band."""
        total = self.scale * sum(weight for weight, _ in parts)
        rows = [(weight, self.rows[key]) for weight, key in parts]
        return Span(
            Fraction(sum(weight * row.low[place] for weight, row in rows), total),
            Fraction(sum(weight * row.point[place] for weight, row in rows), total),
            Fraction(sum(weight * row.high[place] for weight, row in rows), total),
            Fraction(sum(weight * row.known[place] for weight, row in rows), total),
        )

    def points(self, parts: list[tuple[int, Key]], places: list[int]) -> list[int]:
        """The weighted sums of the points at these places; not yet divided by the weights."""
        sums = [0] * len(places)
        for weight, key in parts:
            point = self.rows[key].point
            sums = [sum_ + weight * point[place] for sum_, place in zip(sums, places, strict=True)]
        return sums


def table_of(catalogue: Catalogue) -> Table:
    """The table of a catalogue, kept as long as the catalogue is."""
    if "table" not in catalogue.memo:
        catalogue.memo["table"] = _build(catalogue)
    return catalogue.memo["table"]


def _build(catalogue: Catalogue) -> Table:
    spans: dict[Key, list[Span]] = {}
    for goal in catalogue.goals:
        spans[goal.slug, GOAL] = [goal_span(catalogue=catalogue, platform=p, goal=goal) for p in catalogue.platforms]
    for trait in catalogue.questions:
        for wish in LEVELS:
            spans[trait.slug, wish] = [
                trait_span(trait=trait, rating=p.ratings.get(trait.slug), wish=wish) for p in catalogue.platforms
            ]
    numbers = {n for row in spans.values() for span in row for n in (span.low, span.point, span.high, span.known)}
    scale = lcm(*(number.denominator for number in numbers))

    def whole(number: Fraction) -> int:
        return number.numerator * (scale // number.denominator)

    rows = {
        key: Row(
            [whole(span.low) for span in row],
            [whole(span.point) for span in row],
            [whole(span.high) for span in row],
            [whole(span.known) for span in row],
        )
        for key, row in spans.items()
    }
    lacks = {
        feature.slug: frozenset(
            n for n, p in enumerate(catalogue.platforms) if p.supports(feature.slug).value is Value.NO
        )
        for feature in catalogue.must_haves
    }
    return Table(scale, rows, lacks)
