"""What would change a result: each single answer changed, and the first tier that follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from platforms.domain.catalogue.values import Catalogue, Platform
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.scoring import WIDEST
from platforms.domain.matching.table import GOAL, Key, Table
from platforms.domain.matching.weighing import lacking, margin_of, weighted
from platforms.domain.vocabulary import LEVELS

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
    *, catalogue: Catalogue, answers: Answers, table: Table, points: list[int], stay: list[int], first: list[int]
) -> Iterator[WhatIf]:
    """The changes that alter the `first` tier, the smallest first; each is worked out when it is asked for.

    `points` are everybody's, by place; `stay` has every place that is not ruled out, the most points first.
    """
    wishes, weights = dict(answers.wishes), {key: weight for weight, key in weighted(answers)}
    rows, scale, nothing = table.rows, table.scale, [0] * len(points)
    whole, before = scale * sum(weights.values()), set(first)
    margin = margin_of(whole)
    least, behind = points[first[0]] - margin, len(first)
    room = min(points[first[-1]] - least, least - points[stay[behind]] - 1 if behind < len(stay) else whole)
    # A wish moved by one level gives nobody more than a quarter of its weight, and takes no more from anybody.
    steady = room * WIDEST // (2 * scale)
    for size, slug, level, step in sorted(_steps(answers, weights, steady)):
        if step is Step.DROP_MUST:
            after = _returned(points, before, table.lacks[slug] - lacking(table, answers.without("must", slug)), margin)
        else:
            key = slug, GOAL if step is Step.DROP_GOAL else wishes[slug]
            weight, lost = weights[key], rows[key].point
            if step is Step.MOVE_WISH:
                gained, most = rows[slug, level].point, weight * size * scale // WIDEST
                after = _moved(points, stay, margin, weight, lost, gained, most)
            else:
                left = margin_of(whole - weight * scale)
                after = _moved(points, stay, left, weight, lost, nothing, 0)
        if after != before:
            platforms = tuple([catalogue.platforms[place] for place in sorted(after)])
            yield WhatIf(
                step, _after(answers, step, slug, level), slug, None if level == NO_LEVEL else level, platforms
            )


def _steps(answers: Answers, weights: dict[Key, int], steady: int) -> list[tuple[int, str, int, Step]]:
    """Size, slug, level (or NO_LEVEL) and kind of every change. A wish moved by one level is the smallest.

    A wish of weight 1 can be moved by `steady` levels, and others by fewer, before anything changes: left out.
    """
    move, steps = Step.MOVE_WISH, [(4, feature, NO_LEVEL, Step.DROP_MUST) for feature in answers.musts]
    for wish in answers.wishes:
        trait, now = wish
        still = steady // weights[wish]
        steps += [(abs(level - now), trait, level, move) for level in LEVELS if abs(level - now) > still]
    if answers.counted > 1:
        steps += [(3, trait, NO_LEVEL, Step.DROP_WISH) for trait, _ in answers.wishes]
        steps += [(6, goal, NO_LEVEL, Step.DROP_GOAL) for goal in answers.goals]
    return steps


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


def _returned(points: list[int], before: set[int], back: frozenset[int], margin: int) -> set[int]:
    """The first tier when those who come `back` are ruled out no more."""
    candidates = before | back
    least = max([points[place] for place in candidates]) - margin
    return {place for place in candidates if points[place] >= least}


def _moved(
    points: list[int], stay: list[int], margin: int, weight: int, lost: list[int], gained: list[int], most: int
) -> set[int]:
    """The first tier when everybody gains `weight` times what `gained` has more for them than `lost`; at most `most`.

    `stay` has the most points first: once one cannot get there, nobody after them can.
    """
    least, moved = 0, []
    for place in stay:
        had = points[place]
        if had + most < least:
            break
        has = had + weight * (gained[place] - lost[place])
        if has >= least:
            moved.append((has, place))
            if has - margin > least:
                least = has - margin
    return {place for has, place in moved if has >= least}
