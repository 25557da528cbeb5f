"""Which platforms fit the answers: a weighted city-block model in exact arithmetic, with its reasons.

    S(p) = sum_i w_i * s(p, i) / sum_i w_i      over answered goals and wishes only

`s` is `scoring.goal_span` or `scoring.trait_span`. A goal weighs 6 (12 if it matters most), a wish 1 (3 if it matters
most), so that one goal outweighs five plain wishes together. Must-haves never touch a score. The page /method/ states
the same in plain words, and the fairness audit watches what follows from it.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import islice
from typing import overload

from platforms.domain.catalogue.values import Catalogue, Evidence, Feature, Goal, Platform, Trait
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.pairing import Pair, best_pair
from platforms.domain.matching.scoring import Span, at_least, hundredths, need_span, sum_of_products
from platforms.domain.matching.table import GOAL, Key, Table, Whole, span_of, table_of
from platforms.domain.matching.weighing import lacking, margin_of, weighted
from platforms.domain.matching.what_if import WhatIf, what_if

KNOWN_ENOUGH = Fraction(60, 100)
"""A platform of which less is known is never called the best match."""

MOST_WHAT_IFS = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """What one answer adds to a platform's score."""

    goal: Goal | None
    trait: Trait | None
    wish: int | None
    weight: int
    span: Span
    contribution: Fraction
    """weight * span.point / sum of all weights; the contributions of a platform add up to its score exactly."""
    needs: tuple["NeedMet", ...] = ()
    """For a goal: what it needs, and how far the platform has it, the weightiest first."""

    @property
    def key(self) -> str:
        return self.goal.slug if self.goal else self.trait.slug if self.trait else ""


@dataclass(frozen=True, slots=True)
class NeedMet:
    feature: Feature | None
    trait: Trait | None
    target: int | None
    weight: int
    span: Span
    evidence: Evidence

    @property
    def key(self) -> str:
        return self.feature.slug if self.feature else self.trait.slug if self.trait else ""


class _Asked:
    """What answers ask of every platform, in the order of the slugs, with the columns of numbers that answer it."""

    def __init__(
        self, catalogue: Catalogue, answers: Answers, table: Table,
        parts: list[tuple[int, Key]], points: list[int], tiers: list[list[int]],
    ):  # fmt: skip
        self.catalogue = catalogue
        self.answers = answers
        self.unsure = table.unsure
        parts = sorted(parts, key=lambda part: part[1][0])
        rows = [table.rows[key] for _, key in parts]
        self.weights = [weight for weight, _ in parts]
        self.keys = [key for _, key in parts]
        self.lows = [row.low for row in rows]
        self.points = [row.point for row in rows]
        self.highs = [row.high for row in rows]
        self.knowns = [row.known for row in rows]
        self.total = table.total(parts)
        self.least_known = at_least(KNOWN_ENOUGH, self.total)
        self.sums = points
        """Everybody's points for all of it together."""
        self.tiers = tiers
        """The places of each tier, the best first."""

    def low(self, place: int) -> int:
        return sum_of_products(self.weights, [column[place] for column in self.lows])

    def high(self, place: int) -> int:
        return sum_of_products(self.weights, [column[place] for column in self.highs])

    def known(self, place: int) -> int:
        """How much of what is asked for is known of a platform, up to `total`."""
        return sum_of_products(self.weights, [column[place] for column in self.knowns])

    @cached_property
    def top(self) -> int:
        """The points of the best of whom enough is known; what nobody exceeds when there is none such."""
        stay = (place for places in self.tiers for place in places)
        return next((self.sums[place] for place in stay if self.known(place) >= self.least_known), self.total)

    @cached_property
    def ends(self) -> list[int]:
        """The least points of each tier, less than nothing so that they ascend."""
        return [-self.sums[places[-1]] for places in self.tiers]


@dataclass(frozen=True, slots=True)
class Match:
    """How a platform that is not ruled out fares; most of it is worked out when it is asked for."""

    platform: Platform
    place: int
    """Where it stands in the catalogue."""
    asked: _Asked = field(repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        return self.asked.catalogue

    @property
    def tier(self) -> int:
        """1 is the first."""
        return bisect_left(self.asked.ends, -self.asked.sums[self.place]) + 1

    @property
    def total(self) -> int:
        """What stands for 1 in `whole`."""
        return self.asked.total

    @property
    def whole(self) -> Whole:
        """Its score in whole numbers."""
        asked, place = self.asked, self.place
        return asked.low(place), asked.sums[place], asked.high(place), asked.known(place)

    @property
    def score(self) -> Span:
        return span_of(self.whole, self.total)

    @property
    def hundredths(self) -> tuple[int, int, int]:
        """Low, point and high of the score as a page shows them, 0 to 100."""
        asked, place, total = self.asked, self.place, self.asked.total
        low, point, high = asked.low(place), asked.sums[place], asked.high(place)
        middle = hundredths(point, total)
        if low == high:
            return middle, middle, middle
        return hundredths(low, total), middle, hundredths(high, total)

    @property
    def is_open(self) -> bool:
        """Does the score depend on something unknown?"""
        return self.asked.low(self.place) != self.asked.high(self.place)

    @property
    def known_enough(self) -> bool:
        return self.asked.known(self.place) >= self.asked.least_known

    @property
    def could_lead(self) -> bool:
        """Too little is known to call it the best match, but its high end beats the leader."""
        return not self.known_enough and self.asked.high(self.place) > self.asked.top

    @property
    def unconfirmed(self) -> tuple[Feature, ...]:
        """Must-haves of which it is unknown whether they are met."""
        asked = self.asked
        unknown = [slug for slug in asked.answers.musts if self.place in asked.unsure[slug]]
        return tuple([asked.catalogue.feature_by_slug[slug] for slug in unknown])

    @property
    def weightiest(self) -> list[Key]:
        """What was answered, what adds most to the score first; what adds the same in the order of the slugs."""
        asked, place = self.asked, self.place
        added = [weight * column[place] for weight, column in zip(asked.weights, asked.points, strict=True)]
        return [asked.keys[n] for n in sorted(range(len(added)), key=added.__getitem__, reverse=True)]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What each answer adds, the most first; worked out when asked for."""
        return tuple(_reasons(self))


@dataclass(frozen=True, slots=True)
class RuledOut:
    platform: Platform
    broken: tuple[Feature, ...]
    catalogue: Catalogue = field(repr=False, compare=False)
    answers: Answers = field(repr=False, compare=False)

    @property
    def score(self) -> Span:
        """What it would have if it were not ruled out."""
        place = self.catalogue.place_by_slug[self.platform.slug]
        return table_of(self.catalogue).span(weighted(self.answers), place)


class Lazily[T](Sequence[T]):
    """A sequence whose entries are made, and put in order, when they are asked for: a page shows some of thousands."""

    def __init__(self, places: Sequence[int], make: Callable[[int], T], by: Callable[[int], int] | None = None):
        self._places = places
        self._by = by
        self.make = make

    @property
    def places(self) -> Sequence[int]:
        if self._by:
            self._places, self._by = sorted(self._places, key=self._by), None
        return self._places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> "Lazily[T]": ...
    def __getitem__(self, at: int | slice) -> "T | Lazily[T]":
        if isinstance(at, slice):
            return Lazily(self.places[at], self.make)
        return self.make(self.places[at])

    def __iter__(self) -> Iterator[T]:
        return map(self.make, self.places)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Ranking:
    answers: Answers
    tiers: tuple[Lazily[Match], ...]
    """Best first; inside a tier, where scores are too close to call, in the order of the addresses."""
    matches: Sequence[Match]
    """All of them, best first; empty when nothing was answered."""
    ruled_out: Lazily[RuledOut]
    pair: Pair | None
    what_if: tuple[WhatIf, ...]
    """The smallest changes that alter the first tier, at most three; empty when no single change does."""


def match(*, catalogue: Catalogue, answers: Answers, with_what_if: bool = True) -> Ranking:
    """Rank every platform of the catalogue by the answers, with the reasons. Nothing answered, nothing ranked."""
    table = table_of(catalogue)
    rule_out = _ruler_out(catalogue, answers, table)
    if not answers.counted:
        return Ranking(answers, (), (), Lazily((), rule_out), None, ())
    parts = weighted(answers)
    points = table.points(parts)
    out = lacking(table, answers)
    # Sorting keeps the order of equals: that of their addresses, which no one's answers can sway.
    last_first = [place for place in reversed(table.by_slug) if place not in out]
    worst_first = sorted(last_first, key=points.__getitem__)
    stay = worst_first[::-1]
    tiers = list(_tiers(points, worst_first, margin_of(table.total(parts))))
    asked = _Asked(catalogue, answers, table, parts, points, tiers)

    def make(place: int) -> Match:
        return Match(catalogue.platforms[place], place, asked)

    changes = (
        what_if(catalogue=catalogue, answers=answers, table=table, points=points, stay=stay, first=tiers[0])
        if with_what_if and stay
        else ()
    )
    return Ranking(
        answers,
        tuple([Lazily(places, make, table.rank.__getitem__) for places in tiers]),
        Lazily(stay, make),
        Lazily(sorted(sorted(out, key=table.rank.__getitem__), key=points.__getitem__, reverse=True), rule_out),
        best_pair(catalogue, answers, table, stay, out),
        tuple(islice(changes, MOST_WHAT_IFS)),
    )


def _tiers(points: list[int], worst_first: list[int], margin: int) -> Iterator[list[int]]:
    """The places of each tier, the best tier first, and in it the best first."""
    end = len(worst_first)
    while end:
        least = points[worst_first[end - 1]] - margin
        start = bisect_left(worst_first, least, hi=end, key=points.__getitem__)
        yield worst_first[start:end][::-1]
        end = start


def _ruler_out(catalogue: Catalogue, answers: Answers, table: Table) -> Callable[[int], RuledOut]:
    def make(place: int) -> RuledOut:
        broken = [catalogue.feature_by_slug[slug] for slug in answers.musts if place in table.lacks[slug]]
        return RuledOut(catalogue.platforms[place], tuple(broken), catalogue, answers)

    return make


def _reasons(match: Match) -> Iterator[Reason]:
    """What each answer adds to a platform's score, the most first."""
    catalogue, weights = match.catalogue, dict(zip(match.asked.keys, match.asked.weights, strict=True))
    table, total = table_of(catalogue), sum(match.asked.weights)
    for key in match.weightiest:
        slug, wish = key
        weight, span = weights[key], table.span([(1, key)], match.place)
        added = weight * span.point / total
        if wish == GOAL:
            goal = catalogue.goal_by_slug[slug]
            met = needs_met(catalogue=catalogue, platform=match.platform, goal=goal)
            yield Reason(goal, None, None, weight, span, added, met)
        else:
            yield Reason(None, catalogue.trait_by_slug[slug], wish, weight, span, added)


def needs_met(*, catalogue: Catalogue, platform: Platform, goal: Goal) -> tuple[NeedMet, ...]:
    """Each need of a goal with the cell that meets it or doesn't, the weightiest first."""
    return tuple(
        NeedMet(
            feature=catalogue.feature_by_slug.get(need.feature or ""),
            trait=catalogue.trait_by_slug.get(need.trait or ""),
            target=need.target,
            weight=need.weight,
            span=need_span(catalogue=catalogue, platform=platform, need=need),
            evidence=_evidence(platform, need.feature, need.trait),
        )
        for need in sorted(goal.needs, key=lambda need: -need.weight)
    )


def _evidence(platform: Platform, feature: str | None, trait: str | None) -> Evidence:
    if feature:
        return platform.supports(feature).evidence
    rating = platform.ratings.get(trait or "")
    return rating.evidence if rating else Evidence()
