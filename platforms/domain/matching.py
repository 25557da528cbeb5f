"""Which platforms fit the answers: a weighted city-block model in exact arithmetic, with its reasons.

    S(p) = sum_i w_i * s(p, i) / sum_i w_i      over answered goals and wishes only

`s` is `scoring.goal_span` or `scoring.trait_span`. A goal weighs 6 (12 if it matters most), a wish 1 (3 if it matters
most), so that one goal outweighs five plain wishes together. Must-haves never touch a score. The page /method/ states
the same in plain words, and the fairness audit watches what follows from it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from math import ceil
from typing import overload

from platforms.domain.answers import Answers
from platforms.domain.catalogue import Catalogue, Evidence, Feature, Goal, Platform, Trait, Value
from platforms.domain.pairing import Pair, best_pair
from platforms.domain.scoring import Span, hundredths, need_span
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
    catalogue: Catalogue = field(repr=False, compare=False)
    answers: Answers = field(repr=False, compare=False)

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
        return self.score.known >= KNOWN_ENOUGH

    @property
    def weightiest(self) -> list[Key]:
        """What was answered, what adds most to the score first."""
        place = self.catalogue.place_by_slug[self.platform.slug]
        return [key for _, key in _weightiest(table_of(self.catalogue), weighted(self.answers), place)]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What each answer adds, the most first; worked out when asked for."""
        return tuple(_reasons(self.catalogue, self.platform, self.answers))


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
    """A sequence whose entries are made when they are asked for: a page shows some of thousands."""

    def __init__(self, places: Sequence[int], make: Callable[[int], T]):
        self.places = places
        self.make = make

    def __len__(self) -> int:
        return len(self.places)

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
    points = table.points(weighted(answers))
    # Sorting keeps the order of equals: that of their addresses, which no one's answers can sway.
    order = sorted(table.by_slug, key=points.__getitem__, reverse=True)
    out = lacking(table, answers)
    stay = [place for place in order if place not in out] if out else order
    tiers = list(_tiers(points, stay, margin_of(table.total(weighted(answers)))))
    make = _matcher(catalogue, answers, table, tiers)
    changes = (
        what_if(catalogue=catalogue, answers=answers, table=table, points=points, stay=stay, first=tiers[0])
        if with_what_if and stay
        else ()
    )
    return Ranking(
        answers,
        tuple(Lazily(sorted(places, key=table.rank.__getitem__), make) for places in tiers),
        Lazily(stay, make),
        Lazily([place for place in order if place in out], rule_out),
        best_pair(catalogue, answers, table, stay, out),
        tuple(islice(changes, MOST_WHAT_IFS)),
    )


def _tiers(points: list[int], stay: list[int], margin: int) -> Iterator[list[int]]:
    """The places of each tier; `stay` is best first."""
    start = 0
    while start < len(stay):
        least = points[stay[start]] - margin
        end = bisect_right(stay, -least, lo=start, key=lambda place: -points[place])
        yield stay[start:end]
        start = end


def _matcher(catalogue: Catalogue, answers: Answers, table: Table, tiers: list[list[int]]) -> Callable[[int], Match]:
    """Makes the match of a place."""
    parts = weighted(answers)
    total = table.total(parts)
    tier_of = {place: n for n, places in enumerate(tiers, start=1) for place in places}
    least_known = ceil(KNOWN_ENOUGH * total)
    wholes = (table.whole(parts, place) for place in tier_of)
    top = next((point for _, point, _, known in wholes if known >= least_known), None)

    def make(place: int) -> Match:
        platform, whole = catalogue.platforms[place], table.whole(parts, place)
        unknown = [slug for slug in answers.musts if platform.supports(slug).value is Value.UNKNOWN]
        _, _, high, known = whole
        return Match(
            platform=platform,
            tier=tier_of[place],
            whole=whole,
            total=total,
            unconfirmed=tuple(catalogue.feature_by_slug[slug] for slug in unknown),
            could_lead=known < least_known and top is not None and high > top,
            catalogue=catalogue,
            answers=answers,
        )

    return make


def _ruler_out(catalogue: Catalogue, answers: Answers, table: Table) -> Callable[[int], RuledOut]:
    def make(place: int) -> RuledOut:
        broken = [catalogue.feature_by_slug[slug] for slug in answers.musts if place in table.lacks[slug]]
        return RuledOut(catalogue.platforms[place], tuple(broken), catalogue, answers)

    return make


def _weightiest(table: Table, parts: list[tuple[int, Key]], place: int) -> list[tuple[int, Key]]:
    """The parts of a platform's score, what adds most first."""
    return sorted(parts, key=lambda part: (-part[0] * table.rows[part[1]].point[place], part[1][0]))


def _reasons(catalogue: Catalogue, platform: Platform, answers: Answers) -> Iterator[Reason]:
    """What each answer adds to a platform's score, the most first."""
    table, place, parts = table_of(catalogue), catalogue.place_by_slug[platform.slug], weighted(answers)
    total = sum(weight for weight, _ in parts)
    for weight, key in _weightiest(table, parts, place):
        slug, wish = key
        span = table.span([(1, key)], place)
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
