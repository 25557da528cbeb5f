"""Two platforms that together serve somebody's goals clearly better than any one: each goal by the better of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.table import table_of, weighted

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


def best_pair(catalogue: Catalogue, answers: Answers, best_first: Sequence[int]) -> Pair | None:
    """Return the best pair among the places in `best_first`; None when no pair is good enough.

    What two platforms reach together is the best way to share the goals out: each half served by the platform that
    serves that half best. So it is enough to look at every way to halve the goals.
    """
    parts = weighted(answers)[: len(answers.goals)]
    if len(parts) < 2 or len(best_first) < 2:
        return None
    table = table_of(catalogue)
    whole, half = table.total(parts), len(parts) // 2
    goals = [[weight * table.rows[key].point[place] for place in best_first] for weight, key in parts]
    together = _added(goals)
    alone = dict(zip(best_first, together, strict=True))
    single = max(together)
    most = 0
    pairs: set[tuple[int, int]] = set()
    for some in (some for size in range(1, half + 1) for some in combinations(goals, size)):
        mine = _added(some)
        theirs = [whole_sum - points for whole_sum, points in zip(together, mine, strict=True)]
        best_mine, best_theirs = max(mine), max(theirs)
        if best_mine + best_theirs > most:
            most, pairs = best_mine + best_theirs, set()
        if best_mine + best_theirs == most:
            ones = [place for place, points in zip(best_first, mine, strict=True) if points == best_mine]
            others = [place for place, points in zip(best_first, theirs, strict=True) if points == best_theirs]
            pairs |= {(one, other) for one in ones for other in others if one != other}
    if not pairs or most < single + PAIR_GAIN * whole:
        return None

    def rank(place: int) -> tuple[int, str]:
        return -alone[place], catalogue.platforms[place].slug

    # Of equal pairs the one with the stronger member; then by slug.
    first, second = min(
        (sorted(pair, key=rank) for pair in pairs), key=lambda pair: (rank(pair[0])[0], _slugs(catalogue, pair))
    )
    ahead = [
        (catalogue.goal_by_slug[slug], table.rows[slug, level].point[first] - table.rows[slug, level].point[second])
        for _, (slug, level) in parts
    ]
    return Pair(
        first=catalogue.platforms[first],
        second=catalogue.platforms[second],
        cover=Fraction(most, whole),
        best_single=Fraction(single, whole),
        first_serves=tuple(goal for goal, by in ahead if by > 0),
        second_serves=tuple(goal for goal, by in ahead if by < 0),
    )


def _added(columns: Sequence[list[int]]) -> list[int]:
    total, *others = columns
    for column in others:
        total = [points + more for points, more in zip(total, column, strict=True)]
    return total


def _slugs(catalogue: Catalogue, pair: Iterable[int]) -> list[str]:
    return sorted(catalogue.platforms[place].slug for place in pair)
