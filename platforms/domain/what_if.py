"""What would change a result: each single answer changed, and the first tier that follows."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from platforms.domain.answers import Answers
from platforms.domain.catalogue import LEVELS, Catalogue, Platform
from platforms.domain.table import GOAL, Table
from platforms.domain.weighing import lacking, margin_of, weighted

LEADERS_TRIED = 16

NO_LEVEL = -1


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


def what_if(
    *, catalogue: Catalogue, answers: Answers, table: Table, points: list[int], order: list[int], before: set[int]
) -> Iterator[WhatIf]:
    """The changes that alter the first tier `before`, the smallest first; each is worked out when it is asked for.

    `points` are everybody's, by place; `order` has every place, the most points first.
    """
    wishes, weights = dict(answers.wishes), {key: weight for weight, key in weighted(answers)}
    whole, nothing = table.scale * sum(weights.values()), [0] * len(points)
    ruled_out = lacking(table, answers)
    for _, slug, level, step in sorted(_steps(answers)):
        if step is Step.DROP_MUST:
            out = lacking(table, answers.without("must", slug))
            first = _first_tier(points, order, out, margin_of(whole), Shift(0, nothing, nothing, 0))
        else:
            key = slug, GOAL if step is Step.DROP_GOAL else wishes[slug]
            weight, lost = weights[key], table.rows[key].point
            if step is Step.MOVE_WISH:
                shift, left = Shift(weight, lost, table.rows[slug, level].point, weight * table.scale), whole
            else:
                shift, left = Shift(weight, lost, nothing, 0), whole - weight * table.scale
            first = _first_tier(points, order, ruled_out, margin_of(left), shift)
        if first and first != before:
            platforms = tuple(catalogue.platforms[place] for place in sorted(first))
            yield WhatIf(
                step, _after(answers, step, slug, level), slug, None if level == NO_LEVEL else level, platforms
            )


def _steps(answers: Answers) -> Iterator[tuple[int, str, int, Step]]:
    """Size, slug, level (or NO_LEVEL) and kind of every change. A wish moved by one level is the smallest."""
    for trait, wish in answers.wishes:
        yield from ((abs(level - wish), trait, level, Step.MOVE_WISH) for level in LEVELS if level != wish)
        if answers.counted > 1:
            yield 3, trait, NO_LEVEL, Step.DROP_WISH
    yield from ((4, feature, NO_LEVEL, Step.DROP_MUST) for feature in answers.musts)
    if answers.counted > 1:
        yield from ((6, goal, NO_LEVEL, Step.DROP_GOAL) for goal in answers.goals)


def _after(answers: Answers, step: Step, slug: str, level: int) -> Answers:
    match step:
        case Step.MOVE_WISH:
            return answers.wishing(slug, level)
        case Step.DROP_WISH:
            return answers.without(slug)
        case Step.DROP_GOAL:
            return answers.without("goal", slug)
        case Step.DROP_MUST:
            return answers.without("must", slug)


@dataclass(frozen=True, slots=True)
class Shift:
    """What a change does to everybody's points: `weight` times what the row `gained` has more than the row `lost`."""

    weight: int
    lost: list[int]
    gained: list[int]
    most: int
    """Nobody gains more."""


def _first_tier(points: list[int], order: list[int], out: set[int], margin: int, shift: Shift) -> set[int]:
    """The first tier after a change; only the places are looked at that can still get there."""
    weight, lost, gained = shift.weight, shift.lost, shift.gained
    leaders = islice((place for place in order if place not in out), LEADERS_TRIED)
    most = max((points[place] + weight * (gained[place] - lost[place]) for place in leaders), default=None)
    if most is None:
        return set()
    reach = bisect_right(order, margin + shift.most - most, key=lambda place: -points[place])
    moved = {
        place: points[place] + weight * (gained[place] - lost[place]) for place in order[:reach] if place not in out
    }
    least = max(moved.values()) - margin
    return {place for place, value in moved.items() if value >= least}
