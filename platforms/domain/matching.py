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
from functools import cache
from itertools import islice
from math import sumprod
from typing import overload

from platforms.domain.answers import Answers
from platforms.domain.catalogue import Catalogue, Evidence, Feature, Goal, Platform, Trait
from platforms.domain.pairing import Pair, best_pair
from platforms.domain.scoring import Span, at_least, hundredths, need_span
from platforms.domain.table import GOAL, Key, Table, Whole, span_of, table_of
from platforms.domain.weighing import lacking, margin_of, weighted
from platforms.domain.what_if import WhatIf, what_if

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

    __slots__ = ("answers", "catalogue", "highs", "keys", "knowns", "least_known", "lows", "points", "total", "weights")

    def __init__(self, catalogue: Catalogue, answers: Answers, table: Table, parts: list[tuple[int, Key]]):
        self.catalogue = catalogue
        self.answers = answers
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

    def known(self, place: int) -> int:
        """How much of what is asked for is known of a platform, up to `total`."""
        return sumprod(self.weights, [column[place] for column in self.knowns])

    def whole(self, point: int, place: int) -> Whole:
        low = sumprod(self.weights, [column[place] for column in self.lows])
        return low, point, sumprod(self.weights, [column[place] for column in self.highs]), self.known(place)

    def weightiest(self, place: int) -> list[Key]:
        """What adds most to a platform's score first; what adds the same in the order of the slugs."""
        added = [weight * column[place] for weight, column in zip(self.weights, self.points, strict=True)]
        return [self.keys[n] for n in sorted(range(len(added)), key=added.__getitem__, reverse=True)]


@dataclass(frozen=True, slots=True)
class Match:
    platform: Platform
    tier: int
    """1 is the first."""
    whole: Whole
    """Its score in whole numbers, of which `total` stands for 1."""
    total: int
    unconfirmed: tuple[Feature, ...]
    """Must-haves of which it is unknown whether they are met."""
    could_lead: bool
    """Too little is known to call it the best match, but its high end beats the leader."""
    asked: _Asked = field(repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        return self.asked.catalogue

    @property
    def score(self) -> Span:
        return span_of(self.whole, self.total)

    @property
    def hundredths(self) -> tuple[int, int, int]:
        """Low, point and high of the score as a page shows them, 0 to 100."""
        low, point, high, _ = self.whole
        return hundredths(low, self.total), hundredths(point, self.total), hundredths(high, self.total)

    @property
    def is_open(self) -> bool:
        """Does the score depend on something unknown?"""
        low, _, high, _ = self.whole
        return low != high

    @property
    def known_enough(self) -> bool:
        _, _, _, known = self.whole
        return known >= self.asked.least_known

    @property
    def weightiest(self) -> list[Key]:
        """What was answered, what adds most to the score first."""
        return self.asked.weightiest(self.catalogue.place_by_slug[self.platform.slug])

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What each answer adds, the most first; worked out when asked for."""
        return tuple(_reasons(self.asked, self.platform))


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
    by_slug = [place for place in table.by_slug if place not in out] if out else table.by_slug
    worst_first = sorted(reversed(by_slug), key=points.__getitem__)
    stay = worst_first[::-1]
    tiers = list(_tiers(points, worst_first, margin_of(table.total(parts))))
    make = _matcher(_Asked(catalogue, answers, table, parts), table, points, stay, tiers)
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


def _matcher(
    asked: _Asked, table: Table, points: list[int], stay: list[int], tiers: list[list[int]]
) -> Callable[[int], Match]:
    """Makes the match of a place."""
    catalogue, musts, total, least_known = asked.catalogue, asked.answers.musts, asked.total, asked.least_known
    ends = [-points[places[-1]] for places in tiers]

    @cache
    def top() -> int:
        """The points of the best of whom enough is known; what nobody reaches when there is none such."""
        return next((points[place] for place in stay if asked.known(place) >= least_known), total)

    def make(place: int) -> Match:
        whole = asked.whole(points[place], place)
        _, point, high, known = whole
        unknown = [catalogue.feature_by_slug[slug] for slug in musts if place in table.unsure[slug]]
        return Match(
            platform=catalogue.platforms[place],
            tier=bisect_left(ends, -point) + 1,
            whole=whole,
            total=total,
            unconfirmed=tuple(unknown),
            could_lead=known < least_known and high > top(),
            asked=asked,
        )

    return make


def _ruler_out(catalogue: Catalogue, answers: Answers, table: Table) -> Callable[[int], RuledOut]:
    def make(place: int) -> RuledOut:
        broken = [catalogue.feature_by_slug[slug] for slug in answers.musts if place in table.lacks[slug]]
        return RuledOut(catalogue.platforms[place], tuple(broken), catalogue, answers)

    return make


def _reasons(asked: _Asked, platform: Platform) -> Iterator[Reason]:
    """What each answer adds to a platform's score, the most first."""
    catalogue, weights = asked.catalogue, dict(zip(asked.keys, asked.weights, strict=True))
    table, place, total = table_of(catalogue), catalogue.place_by_slug[platform.slug], sum(asked.weights)
    for key in asked.weightiest(place):
        slug, wish = key
        weight, span = weights[key], table.span([(1, key)], place)
        added = weight * span.point / total
        if wish == GOAL:
            goal = catalogue.goal_by_slug[slug]
            met = needs_met(catalogue=catalogue, platform=platform, goal=goal)
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
