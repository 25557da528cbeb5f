"""How well every platform serves every goal and meets every wish, as whole numbers on one scale; what answers weigh.

Exact like the fractions that they stand for, and quick to add: the ranking, its what-if and the fairness audit go
through all platforms many times. Computed once for a catalogue, at its first ranking.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from platforms.domain.catalogue.scales import Need, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.scoring import USE_SHARE, VALUE_SPANS, Span, use_span, wish_span
from platforms.domain.vocabulary import LEVELS, Value

type Key = tuple[str, int]
"""A goal's slug with -1, or a trait's slug with the level wished for."""

GOAL = -1

GOAL_WEIGHT, GOAL_WEIGHT_IF_IT_MATTERS = 6, 12
WISH_WEIGHT, WISH_WEIGHT_IF_IT_MATTERS = 1, 3

UNIT = 100
"""Makes every span whole: a wish counts in hundredths, and so does their mean over five levels."""

type Whole = tuple[int, int, int, int]
"""Low, point, high and known of a span, as whole numbers."""


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
    limits: dict[str, frozenset[int]]
    """Those that have it partly."""
    unsure: dict[str, frozenset[int]]
    """And those of whom it is unknown whether they have it."""
    use_unknown: dict[str, frozenset[int]]
    """For each goal the places of the platforms whose use for it is unknown."""
    by_slug: list[int]
    """Every place, in the order of the platforms' addresses."""

    def whole(self, parts: list[tuple[int, Key]], place: int) -> Whole:
        """Return the sums of one platform by weight; not yet divided by `total`."""
        low = point = high = known = 0
        for weight, key in parts:
            row = self.rows[key]
            low += weight * row.low[place]
            point += weight * row.point[place]
            high += weight * row.high[place]
            known += weight * row.known[place]
        return low, point, high, known

    def total(self, parts: list[tuple[int, Key]]) -> int:
        """Return what a platform would have that meets every goal and wish."""
        return self.scale * sum([weight for weight, _ in parts])

    def span(self, parts: list[tuple[int, Key]], place: int) -> Span:
        """Return the score of one platform: the weighted mean of goals and wishes, with its band."""
        return span_of(self.whole(parts, place), self.total(parts))

    def points(self, parts: list[tuple[int, Key]]) -> list[int]:
        """Return the weighted sum of everybody's points, by place; not yet divided by the weights."""
        sums = [0] * len(self.by_slug)
        for weight, key in parts:
            sums = [total + weight * number for total, number in zip(sums, self.rows[key].point, strict=True)]
        return sums


def weighted(answers: Answers) -> list[tuple[int, Key]]:
    """Return the rows of the table that the answers ask for, with their weights: goals, then wishes."""
    matters = answers.matters
    return [
        *[(GOAL_WEIGHT_IF_IT_MATTERS if goal in matters else GOAL_WEIGHT, (goal, GOAL)) for goal in answers.goals],
        *[(WISH_WEIGHT_IF_IT_MATTERS if wish[0] in matters else WISH_WEIGHT, wish) for wish in answers.wishes],
    ]


def points_of(catalogue: Catalogue, answers: Answers) -> list[int]:
    """Return everybody's points by place, on the table's scale, not yet divided by the weights."""
    return table_of(catalogue).points(weighted(answers))


def span_of(whole: Whole, total: int) -> Span:
    low, point, high, known = whole
    return Span(Fraction(low, total), Fraction(point, total), Fraction(high, total), Fraction(known, total))


def table_of(catalogue: Catalogue) -> Table:
    """Return the table of a catalogue, memoized."""
    return catalogue.memoize("table", lambda: _build(catalogue))


def _build(catalogue: Catalogue) -> Table:
    platforms = catalogue.platforms
    goal_weights = {goal.slug: sum(need.weight for need in goal.needs) for goal in catalogue.goals}
    scale = UNIT * USE_SHARE.denominator * lcm(*goal_weights.values())
    support = {
        feature: [platform.supports(feature).value for platform in platforms]
        for feature in {need.feature for goal in catalogue.goals for need in goal.needs if need.feature}
        | {feature.slug for feature in catalogue.must_haves}
    }
    values = {value: _whole(span) for value, span in VALUE_SPANS.items()}
    used = {level: _whole(use_span(level)) for level in (*LEVELS, None)}

    def wish_spans(trait: Trait, wish: int) -> list[Whole]:
        ratings = [platform.ratings.get(trait.slug) for platform in platforms]
        ranges = [(rating.low, rating.high) if rating else None for rating in ratings]
        met = {levels: _whole(wish_span(trait.scale, levels, wish)) for levels in set(ranges)}
        return [met[levels] for levels in ranges]

    def need_spans(need: Need) -> list[Whole]:
        if need.feature:
            return [values[value] for value in support[need.feature]]
        return wish_spans(catalogue.trait_by_slug[need.key], need.target or 0)

    rows: dict[Key, Row] = {}
    use_weight = int(USE_SHARE * scale / UNIT)
    for goal in catalogue.goals:
        factor = (scale // UNIT - use_weight) // goal_weights[goal.slug]
        needs = [(need.weight * factor, need_spans(need)) for need in goal.needs]
        uses = [used[use.level if use else None] for use in (p.uses.get(goal.slug) for p in platforms)]
        rows[goal.slug, GOAL] = _row([(use_weight, uses), *needs], len(platforms))
    for trait in catalogue.questions:
        for wish in LEVELS:
            rows[trait.slug, wish] = _row([(scale // UNIT, wish_spans(trait, wish))], len(platforms))
    lacks, limits, unsure = (
        {
            feature.slug: frozenset([n for n, value in enumerate(support[feature.slug]) if value is wanted])
            for feature in catalogue.must_haves
        }
        for wanted in (Value.NO, Value.PARTLY, Value.UNKNOWN)
    )
    use_unknown = {
        goal.slug: frozenset([n for n, platform in enumerate(platforms) if goal.slug not in platform.uses])
        for goal in catalogue.goals
    }
    by_slug = sorted(range(len(platforms)), key=lambda place: platforms[place].slug)
    return Table(scale, rows, lacks, limits, unsure, use_unknown, by_slug)


def _whole(span: Span) -> Whole:
    low, point, high, known = (number * UNIT for number in (span.low, span.point, span.high, span.known))
    if any(number.denominator != 1 for number in (low, point, high, known)):
        raise ValueError(f"{span} is not whole in parts of {UNIT}")
    return int(low), int(point), int(high), int(known)


def _row(parts: list[tuple[int, list[Whole]]], size: int) -> Row:
    """Sums of spans by weight, place by place."""
    sums = [[0] * size for _ in range(4)]
    for weight, spans in parts:
        for n, column in enumerate(zip(*spans, strict=True)):
            sums[n] = [total + weight * number for total, number in zip(sums[n], column, strict=True)]
    return Row(*sums)
