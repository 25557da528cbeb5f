"""Which platforms fit the answers: a weighted city-block model in exact arithmetic, with its reasons.

    S(p) = sum_i w_i * s(p, i) / sum_i w_i      over answered goals and wishes only

`s` is `scoring.goal_span` or `scoring.trait_span`. A goal weighs 6 (12 if it matters most), a wish 1 (3 if it matters
most), so that one goal outweighs five plain wishes together. Must-haves never touch a score. The page /method/ states
the same in plain words, and the fairness audit watches what follows from it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import islice
from math import ceil, floor
from operator import add
from typing import overload

from platforms.domain.answers import Answers
from platforms.domain.catalogue import LEVELS, Catalogue, Evidence, Feature, Goal, Platform, Trait, Value
from platforms.domain.scoring import Span, goal_span, need_span, trait_span
from platforms.domain.table import GOAL, Key, Table, table_of

GOAL_WEIGHT, GOAL_WEIGHT_IF_IT_MATTERS = 6, 12
WISH_WEIGHT, WISH_WEIGHT_IF_IT_MATTERS = 1, 3

TIER_WIDTH = Fraction(3, 100)
"""A new tier starts where a score is lower than its tier's leader by more than this."""

PAIR_GAIN = Fraction(10, 100)
"""A pair is shown when it covers the goals better than every single platform by at least this."""

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
    score: Span
    unconfirmed: tuple[Feature, ...]
    """Must-haves of which it is unknown whether they are met."""
    could_lead: bool
    """Too little is known to call it the best match, but its high end beats the leader."""
    catalogue: Catalogue = field(repr=False, compare=False)
    answers: Answers = field(repr=False, compare=False)

    @property
    def known_enough(self) -> bool:
        return self.score.known >= KNOWN_ENOUGH

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What each answer adds, the most first; worked out when asked for."""
        return reasons(catalogue=self.catalogue, platform=self.platform, answers=self.answers)


@dataclass(frozen=True, slots=True)
class RuledOut:
    platform: Platform
    broken: tuple[Feature, ...]
    score: Span


@dataclass(frozen=True, slots=True)
class Pair:
    first: Platform
    second: Platform
    cover: Fraction
    """0..1: each goal served by the better of the two."""
    best_single: Fraction
    first_serves: tuple[Goal, ...]
    second_serves: tuple[Goal, ...]


class Step(StrEnum):
    DROP_GOAL = "drop-goal"
    DROP_WISH = "drop-wish"
    MOVE_WISH = "move-wish"
    DROP_MUST = "drop-must"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One answer changed, and the first tier that follows."""

    step: Step
    answers: Answers
    key: str
    """The slug of the goal, trait or feature that changes."""
    level: int | None
    first: tuple[Platform, ...]


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
    tiers: tuple[Sequence[Match], ...]
    """Best first; inside a tier, where scores are too close to call, in the order of the addresses."""
    matches: Sequence[Match]
    """All of them, best first; empty when nothing was answered."""
    ruled_out: Sequence[RuledOut]
    pair: Pair | None
    what_if: tuple[WhatIf, ...]
    """The smallest changes that alter the first tier, at most three; empty when no single change does."""


def match(*, catalogue: Catalogue, answers: Answers, with_what_if: bool = True) -> Ranking:
    """Rank every platform of the catalogue by the answers, with the reasons. Nothing answered, nothing ranked."""
    if not answers.counted:
        return Ranking(answers, (), (), (), None, ())
    table = table_of(catalogue)
    points = points_of(catalogue, answers)
    # Sorting keeps the order of equals: that of their addresses, which no one's answers can sway.
    order = sorted(table.by_slug, key=points.__getitem__, reverse=True)
    out = lacking(table, answers)
    stay = [place for place in order if place not in out] if out else order
    tier_of = _tiers(table, answers, points, stay)
    make = _matcher(catalogue, answers, table, tier_of, stay)
    rank = {place: n for n, place in enumerate(table.by_slug)}
    in_tier: list[list[int]] = []
    for place in stay:
        if tier_of[place] > len(in_tier):
            in_tier.append([])
        in_tier[-1].append(place)
    return Ranking(
        answers,
        tuple(Lazily(sorted(places, key=rank.__getitem__), make) for places in in_tier),
        Lazily(stay, make),
        Lazily([place for place in order if place in out], _ruler_out(catalogue, answers, table)),
        _best_pair(catalogue, answers, table, stay),
        tuple(_what_if(catalogue, answers, table, points, order)) if with_what_if and stay else (),
    )


def weights_of(answers: Answers) -> tuple[dict[str, int], dict[str, int]]:
    """What each answered goal, and each answered wish, weighs."""
    goals = {g: GOAL_WEIGHT_IF_IT_MATTERS if g in answers.matters else GOAL_WEIGHT for g in answers.goals}
    wishes = {t: WISH_WEIGHT_IF_IT_MATTERS if t in answers.matters else WISH_WEIGHT for t, _ in answers.wishes}
    return goals, wishes


def weighted(answers: Answers) -> list[tuple[int, Key]]:
    """The rows of the table that the answers ask for, with their weights."""
    goals, wishes = weights_of(answers)
    levels = dict(answers.wishes)
    return [(w, (slug, GOAL)) for slug, w in goals.items()] + [(w, (slug, levels[slug])) for slug, w in wishes.items()]


def points_of(catalogue: Catalogue, answers: Answers) -> list[int]:
    """Everybody's points by place, ruled out or not; on the table's scale, not yet divided by the weights."""
    return table_of(catalogue).points(weighted(answers))


def lacking(table: Table, answers: Answers) -> set[int]:
    """Who is known not to have a must-have. Partly counts as had; its note says the condition."""
    return set().union(*(table.lacks[slug] for slug in answers.musts))


def _margin(table: Table, answers: Answers) -> Fraction:
    """TIER_WIDTH on the scale of the points."""
    return TIER_WIDTH * table.scale * sum(weight for weight, _ in weighted(answers))


def _tiers(table: Table, answers: Answers, points: list[int], stay: list[int]) -> dict[int, int]:
    """The tier of each place; `stay` is best first."""
    margin = floor(_margin(table, answers))  # points are whole: less by more than the margin is less by more than this
    tiers, tier, least = {}, 0, 0
    for place in stay:
        if not tier or points[place] < least:
            tier, least = tier + 1, points[place] - margin
        tiers[place] = tier
    return tiers


def _matcher(
    catalogue: Catalogue, answers: Answers, table: Table, tier_of: dict[int, int], stay: list[int]
) -> Callable[[int], Match]:
    """Makes the match of a place."""
    parts = weighted(answers)
    spans = (table.span(parts, place) for place in stay)
    top = next((span.point for span in spans if span.known >= KNOWN_ENOUGH), None)

    def make(place: int) -> Match:
        platform, span = catalogue.platforms[place], table.span(parts, place)
        unknown = [slug for slug in answers.musts if platform.supports(slug).value is Value.UNKNOWN]
        return Match(
            platform=platform,
            tier=tier_of[place],
            score=span,
            unconfirmed=tuple(catalogue.feature_by_slug[slug] for slug in unknown),
            could_lead=span.known < KNOWN_ENOUGH and top is not None and span.high > top,
            catalogue=catalogue,
            answers=answers,
        )

    return make


def _ruler_out(catalogue: Catalogue, answers: Answers, table: Table) -> Callable[[int], RuledOut]:
    parts = weighted(answers)

    def make(place: int) -> RuledOut:
        broken = [catalogue.feature_by_slug[slug] for slug in answers.musts if place in table.lacks[slug]]
        return RuledOut(catalogue.platforms[place], tuple(broken), table.span(parts, place))

    return make


def reasons(*, catalogue: Catalogue, platform: Platform, answers: Answers) -> tuple[Reason, ...]:
    """What each answer adds to a platform's score, the most first."""
    goals, wishes = weights_of(answers)
    total = sum((*goals.values(), *wishes.values()))
    found = []
    for slug, weight in goals.items():
        goal = catalogue.goal_by_slug[slug]
        span = goal_span(catalogue=catalogue, platform=platform, goal=goal)
        met = needs_met(catalogue=catalogue, platform=platform, goal=goal)
        found.append(Reason(goal, None, None, weight, span, weight * span.point / total, met))
    for slug, weight in wishes.items():
        trait, wish = catalogue.trait_by_slug[slug], answers.wish(slug) or 0
        span = trait_span(trait=trait, rating=platform.ratings.get(slug), wish=wish)
        found.append(Reason(None, trait, wish, weight, span, weight * span.point / total))
    return tuple(sorted(found, key=lambda reason: (-reason.contribution, reason.key)))


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


def pair_cover(*, catalogue: Catalogue, first: Platform, second: Platform, answers: Answers) -> Fraction:
    """How well two platforms together serve the goals: each goal by the better of the two, by weight; 0..1."""
    goals, _ = weights_of(answers)
    cover = Fraction(0)
    for slug, weight in goals.items():
        goal = catalogue.goal_by_slug[slug]
        cover += weight * max(goal_span(catalogue=catalogue, platform=p, goal=goal).point for p in (first, second))
    return cover / sum(goals.values())


def _best_pair(catalogue: Catalogue, answers: Answers, table: Table, stay: list[int]) -> Pair | None:
    """The two platforms that cover the goals clearly better than any one.

    A pair's cover is the best way to share out the goals between the two, so it is enough to know, for each part of
    the goals, who serves that part best: 2 ** goals parts, not every pair.
    """
    goals, _ = weights_of(answers)
    if len(goals) < 2 or len(stay) < 2:
        return None
    slugs = sorted(goals)
    whole = table.scale * sum(goals.values())
    columns = [[goals[slug] * table.rows[slug, GOAL].point[place] for place in stay] for slug in slugs]
    # The sums of every part of the goals; a part is a number with a bit for each goal.
    sums: dict[int, list[int]] = {0: [0] * len(stay)}
    for part in range(1, 2 ** len(slugs)):
        lowest = part & -part
        sums[part] = list(map(add, sums[part - lowest], columns[lowest.bit_length() - 1]))
    most = {part: max(values) for part, values in sums.items()}
    every = 2 ** len(slugs) - 1
    single = most[every]
    covers = {part: most[part] + most[every - part] for part in range(1, every) if part < every - part}
    cover = max(covers.values())
    if Fraction(cover - single, whole) < PAIR_GAIN:
        return None
    totals = dict(zip(stay, sums[every], strict=True))

    def best(part: int) -> list[int]:
        return [place for place, value in zip(stay, sums[part], strict=True) if value == most[part]]

    def slug_of(place: int) -> str:
        return catalogue.platforms[place].slug

    pairs: set[tuple[int, int]] = set()
    for some, others in ((best(part), best(every - part)) for part in covers if covers[part] == cover):
        for one, other in ((some, others), (others, some)):
            strongest = max(totals[place] for place in one)
            first = min((place for place in one if totals[place] == strongest), key=slug_of)
            pairs.add((first, min(other, key=slug_of)))

    # The pair with the stronger member; then the addresses.
    ruled = sorted(
        (-max(totals[one], totals[other]), sorted(map(slug_of, (one, other))), one, other) for one, other in pairs
    )
    chosen = sorted(ruled[0][2:], key=lambda place: (-totals[place], slug_of(place)))
    points = [[table.rows[slug, GOAL].point[place] for slug in slugs] for place in chosen]
    ahead = [(catalogue.goal_by_slug[slug], one, other) for slug, one, other in zip(slugs, *points, strict=True)]
    return Pair(
        first=catalogue.platforms[chosen[0]],
        second=catalogue.platforms[chosen[1]],
        cover=Fraction(cover, whole),
        best_single=Fraction(single, whole),
        first_serves=tuple(goal for goal, one, other in ahead if one > other),
        second_serves=tuple(goal for goal, one, other in ahead if other > one),
    )


def _what_if(catalogue: Catalogue, answers: Answers, table: Table, points: list[int], order: list[int]) -> list[WhatIf]:
    """Every single answer changed; those that alter the first tier, the smallest change first."""
    before = first_tier(table, answers, points)
    found = []
    for size, step, key, level, changed in _changes(answers):
        first = _first_tier_after(table, answers, changed, points, order)
        if first and first != before:
            found.append((size, key, -1 if level is None else level, step, changed, first))
    return [
        WhatIf(step, changed, key, None if level == -1 else level, tuple(catalogue.platforms[n] for n in sorted(first)))
        for _, key, level, step, changed, first in sorted(found, key=lambda entry: entry[:3])[:MOST_WHAT_IFS]
    ]


LEADERS_TRIED = 16


def _first_tier_after(table: Table, old: Answers, new: Answers, points: list[int], order: list[int]) -> set[int]:
    """The first tier after a change, from the points before it; `order` has every place, the most points first.

    Only the rows that the change touches are added up, and only for the places that can still get there: nobody gains
    more than the whole of what the change weighs.
    """
    before, after = dict(_by_key(old)), dict(_by_key(new))
    changes = [(after.get(key, 0) - before.get(key, 0), table.rows[key].point) for key in before.keys() | after.keys()]
    changes = [(weight, row) for weight, row in changes if weight]
    out = lacking(table, new)

    def moved(place: int) -> int:
        return points[place] + sum(weight * row[place] for weight, row in changes)

    leaders = list(islice((place for place in order if place not in out), LEADERS_TRIED))
    if not leaders or not new.counted:
        return set()
    margin = _margin(table, new)
    most_gained = table.scale * sum(weight for weight, _ in changes if weight > 0)
    least = ceil(max(map(moved, leaders)) - margin) - most_gained
    reach = bisect_right(order, -least, key=lambda place: -points[place])
    values = {place: moved(place) for place in order[:reach] if place not in out}
    least = ceil(max(values.values()) - margin)
    return {place for place, value in values.items() if value >= least}


def _by_key(answers: Answers) -> Iterator[tuple[Key, int]]:
    return ((key, weight) for weight, key in weighted(answers))


def _changes(answers: Answers) -> Iterator[tuple[int, Step, str, int | None, Answers]]:
    """Size, step, key, level and the answers after it. A wish moved by one level is the smallest change."""
    for trait, wish in answers.wishes:
        for level in LEVELS:
            if level != wish:
                yield abs(level - wish), Step.MOVE_WISH, trait, level, answers.wishing(trait, level)
        if answers.counted > 1:
            yield 3, Step.DROP_WISH, trait, None, answers.without(trait)
    for feature in answers.musts:
        yield 4, Step.DROP_MUST, feature, None, answers.without("must", feature)
    for goal in answers.goals:
        if answers.counted > 1:
            yield 6, Step.DROP_GOAL, goal, None, answers.without("goal", goal)


def first_tier(table: Table, answers: Answers, points: list[int]) -> set[int]:
    """The places of the first tier, given everybody's points; without those that a must-have rules out."""
    out = lacking(table, answers)
    if not answers.counted or len(out) == len(points):
        return set()
    staying = [value for place, value in enumerate(points) if place not in out] if out else points
    least = ceil(max(staying) - _margin(table, answers))
    return {place for place, value in enumerate(points) if value >= least and place not in out}
