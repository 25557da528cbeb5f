"""Two platforms that together serve somebody's goals clearly better than any one: each goal by the better of them."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from operator import itemgetter

from platforms.domain.answers import Answers
from platforms.domain.catalogue import Catalogue, Goal, Platform
from platforms.domain.scoring import goal_span
from platforms.domain.table import GOAL, Table
from platforms.domain.weighing import weights_of

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


def pair_cover(*, catalogue: Catalogue, first: Platform, second: Platform, answers: Answers) -> Fraction:
    """How well two platforms together serve the goals: each goal by the better of the two, by weight; 0..1."""
    goals, _ = weights_of(answers)
    cover = Fraction(0)
    for slug, weight in goals.items():
        goal = catalogue.goal_by_slug[slug]
        cover += weight * max(goal_span(catalogue=catalogue, platform=p, goal=goal).point for p in (first, second))
    return cover / sum(goals.values())


def best_pair(catalogue: Catalogue, answers: Answers, table: Table, stay: list[int]) -> Pair | None:
    """The best pair among the places in `stay`; None when no pair is good enough.

    A pair's cover is the best way to share out the goals between the two, so it is enough to know, for each part of
    the goals, who serves that part best: 2 ** goals parts, not every pair. A pair falls short of serving every goal as
    well as anybody does; if it is good enough, it does so by at most some `slack`, and so does either half alone on its
    part. That leaves few places for a part, and fewer for each larger one.
    """
    goals, _ = weights_of(answers)
    if len(goals) < 2 or len(stay) < 2:
        return None
    slugs = sorted(goals)
    parts = [(goals[slug], (slug, GOAL)) for slug in slugs]
    pick, whole, totals = itemgetter(*stay), table.total(parts), table.points(parts)
    columns = [(weight, pick(table.rows[key].point)) for weight, key in parts]
    all_best = sum(weight * max(column) for weight, column in columns)
    single = max(pick(totals))
    slack = floor(all_best - single - PAIR_GAIN * whole)
    if slack < 0:
        return None

    # Who falls short by how much on every part of the goals; a part is a number with a bit for each goal.
    every = 2 ** len(slugs) - 1
    short: dict[int, dict[int, int]] = {}
    for n, (weight, column) in enumerate(columns):
        best = max(column)
        least_of_it = best - slack // weight
        short[1 << n] = {
            place: weight * (best - points) for place, points in zip(stay, column, strict=True) if points >= least_of_it
        }
    for part in range(1, every):
        lowest = part & -part
        if part != lowest:
            alone, rest = short[lowest], short[part - lowest]
            both = {place: missing + alone[place] for place, missing in rest.items() if place in alone}
            short[part] = {place: missing for place, missing in both.items() if missing <= slack}
    least = {part: min(places.values()) for part, places in short.items() if places}
    shared = {part: least[part] + least[every - part] for part in least if every - part in least}
    missing = min(shared.values(), default=slack + 1)
    if missing > slack:
        return None

    def best_at(part: int) -> list[int]:
        return [place for place, value in short[part].items() if value == least[part]]

    def slug_of(place: int) -> str:
        return catalogue.platforms[place].slug

    pairs: set[tuple[int, int]] = set()
    for one, other in ((best_at(part), best_at(every - part)) for part in shared if shared[part] == missing):
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
        cover=Fraction(all_best - missing, whole),
        best_single=Fraction(single, whole),
        first_serves=tuple(goal for goal, one, other in ahead if one > other),
        second_serves=tuple(goal for goal, one, other in ahead if other > one),
    )
