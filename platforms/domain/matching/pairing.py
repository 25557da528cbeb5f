"""Two platforms that together serve somebody's goals clearly better than any one: each goal by the better of them."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.scoring import at_least, goal_span, sum_of_products
from platforms.domain.matching.table import Table
from platforms.domain.matching.weighing import weighted

PAIR_GAIN = Fraction(10, 100)
"""A pair is shown when it covers the goals better than every single platform by at least this."""


@dataclass(frozen=True, slots=True)
class Pair:
    first: Platform
    second: Platform
    cover: Fraction
    """0..1: each goal served by the better of the two."""
    best_single: Fraction
    first_serves: tuple[Goal, ...]
    second_serves: tuple[Goal, ...]

    @property
    def hundredths(self) -> tuple[int, int]:
        """What the pair and the best single platform cover as a page shows it, 0 to 100."""
        return round(self.cover * 100), round(self.best_single * 100)


def pair_cover(*, catalogue: Catalogue, first: Platform, second: Platform, answers: Answers) -> Fraction:
    """Return how well two platforms together serve the goals, each by the better of the two; 0..1."""
    parts = weighted(answers)[: len(answers.goals)]
    cover = Fraction(0)
    for weight, (slug, _) in parts:
        goal = catalogue.goal_by_slug[slug]
        cover += weight * max(goal_span(catalogue=catalogue, platform=p, goal=goal).point for p in (first, second))
    return cover / sum(weight for weight, _ in parts)


class _Served(NamedTuple):
    """How a goal is served."""

    weight: int
    column: list[int]
    """Everybody's points for it, by place."""
    best: int
    """The most that somebody has who is not ruled out."""
    least: int
    """Who has less falls short of it by more than a good pair may."""
    near: list[int]
    """Who has that much, ruled out or not; the best last."""


def best_pair(catalogue: Catalogue, answers: Answers, table: Table, stay: list[int], out: set[int]) -> Pair | None:
    """Return the best pair among the places in `stay`, all but those in `out`; None when none is good enough.

    A pair falls short of serving every goal as well as anybody does. If it is good enough, it does so by at most some
    `slack`, and so does one of the two on each goal alone. Few do on the goal that is hardest to serve, and fewer
    serve all goals that one of those leaves open.
    """
    slugs, parts = answers.goals, weighted(answers)[: len(answers.goals)]
    if len(slugs) < 2 or len(stay) < 2:
        return None
    weights, columns = [weight for weight, _ in parts], [table.rows[key].point for _, key in parts]
    whole = table.total(parts)
    bests = [
        next(column[place] for place in reversed(table.worst_first[slug]) if place not in out)
        for slug, column in zip(slugs, columns, strict=True)
    ]
    all_best = sum_of_products(weights, bests)
    at_most = all_best - at_least(PAIR_GAIN, whole)
    slack = at_most - sum_of_products(weights, [column[stay[0]] for column in columns])
    if slack < 0:
        return None

    served: list[_Served] = []
    for slug, weight, column, best in zip(slugs, weights, columns, bests, strict=True):
        least, worst_first = best - slack // weight, table.worst_first[slug]
        near = worst_first[bisect_left(worst_first, least, key=column.__getitem__) :]
        served.append(_Served(weight, column, best, least, near))
    hardest, *others = sorted(served, key=lambda goal: len(goal.near))
    pairs: list[tuple[int, int]] = []
    partners: dict[tuple[int, ...], Iterable[int]] = {}
    for one in reversed(hardest.near):
        if hardest.weight * (hardest.best - hardest.column[one]) > slack:
            break
        if one in out:
            continue
        left = tuple([n for n, goal in enumerate(others) if goal.column[one] < goal.least])
        if left not in partners:
            partners[left] = _partners([others[n] for n in left], served)
        for other in partners[left]:
            missing = all_best - sum_of_products(weights, [max(column[one], column[other]) for column in columns])
            if missing <= slack and other not in out:
                if missing < slack:
                    slack = missing
                    pairs.clear()
                pairs.append((one, other))
    if not pairs:
        return None
    totals = table.points(parts)
    single = max([totals[place] for place in stay])
    if slack > at_most - single:
        return None

    def slug_of(place: int) -> str:
        return catalogue.platforms[place].slug

    # The pair with the stronger member; then the addresses.
    chosen = min(pairs, key=lambda pair: (-max(totals[place] for place in pair), sorted(map(slug_of, pair))))
    first, second = sorted(chosen, key=lambda place: (-totals[place], slug_of(place)))
    ahead = [
        (catalogue.goal_by_slug[slug], column[first] - column[second])
        for slug, column in zip(slugs, columns, strict=True)
    ]
    return Pair(
        first=catalogue.platforms[first],
        second=catalogue.platforms[second],
        cover=Fraction(all_best - slack, whole),
        best_single=Fraction(single, whole),
        first_serves=tuple([goal for goal, by in ahead if by > 0]),
        second_serves=tuple([goal for goal, by in ahead if by < 0]),
    )


def _partners(left: list[_Served], served: list[_Served]) -> Iterable[int]:
    """Who comes near the best on every goal that is left open; when none is, on any."""
    if not left:
        return {place for goal in served for place in goal.near}
    partners = left[0].near[::-1]
    for goal in left[1:]:
        column, least = goal.column, goal.least
        partners = [place for place in partners if column[place] >= least]
    return partners
