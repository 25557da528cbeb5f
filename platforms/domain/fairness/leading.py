"""Who leads, and by what: use, reach, doubts; and which unknown cells could change who does."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.sections import sections_of
from platforms.domain.matching.table import table_of, weighted
from platforms.domain.vocabulary import LEVELS, Value

REACH = "reach"
MOST_UNKNOWN = 40
"""How many unknown cells are listed."""


@dataclass(frozen=True, slots=True)
class UnknownCell:
    """A cell that nobody could confirm, and how many results of the sample it could change."""

    platform: Platform
    key: str
    """As in its permanent address."""
    results: int


@dataclass(frozen=True, slots=True)
class Leading:
    """What those have in common who lead a sample of answers."""

    by_use: tuple[int, ...]
    """How many leaders there are by the lowest use for a goal that was answered, from level 0 to 4."""
    use_unknown: int
    by_reach: tuple[int, ...]
    """How many by the upper end of their reach, from level 0 to 4."""
    reach_unknown: int
    doubtful: int
    """How many have a must-have other than yes while another has all; always 0 in a sound ranking."""
    unknown_cells: tuple[UnknownCell, ...]
    """Those that could change most results first."""


def leading(catalogue: Catalogue, sample: Iterable[Answers]) -> Leading:
    """Look at the leader of every result of the sample."""
    table = table_of(catalogue)
    by_use: Counter[int | None] = Counter()
    by_reach: Counter[int | None] = Counter()
    cells: Counter[tuple[int, str]] = Counter()
    doubtful = 0
    for answers in sample:
        parts = weighted(answers)
        points = table.points(parts)
        split = sections_of(catalogue, answers).split(table.by_slug)
        if not split.first:
            continue
        place = max(split.first, key=points.__getitem__)
        leader = catalogue.platforms[place]
        uses = [leader.uses[goal].level if goal in leader.uses else None for goal in answers.goals]
        by_use[None if None in uses else min([level for level in uses if level is not None], default=4)] += 1
        by_reach[rating.high if (rating := leader.ratings.get(REACH)) else None] += 1
        doubtful += not _meets_all(leader, answers) and any(
            _meets_all(catalogue.platforms[other], answers) for other in split.ranked
        )
        apart = {*split.reserved, *split.doubtful}
        for other in split.ranked:
            *_, high, _known = table.whole(parts, other)
            if other != place and (high > points[place] or other in apart):
                cells.update((other, key) for key in _unknown(catalogue, catalogue.platforms[other], answers))
    most = sorted(cells.items(), key=lambda item: (-item[1], catalogue.platforms[item[0][0]].slug, item[0][1]))
    return Leading(
        by_use=tuple(by_use[level] for level in LEVELS),
        use_unknown=by_use[None],
        by_reach=tuple(by_reach[level] for level in LEVELS),
        reach_unknown=by_reach[None],
        doubtful=doubtful,
        unknown_cells=tuple(
            UnknownCell(catalogue.platforms[place], key, results) for (place, key), results in most[:MOST_UNKNOWN]
        ),
    )


def _meets_all(platform: Platform, answers: Answers) -> bool:
    return all(platform.supports(slug).value is Value.YES for slug in answers.musts)


def _unknown(catalogue: Catalogue, platform: Platform, answers: Answers) -> Iterator[str]:
    """Yield the keys of the unknown cells that the answers ask for."""
    asked = dict.fromkeys(answers.musts)
    for slug in answers.goals:
        if slug not in platform.uses:
            yield cell_key("uses", slug)
        asked |= {need.feature: None for need in catalogue.goal_by_slug[slug].needs if need.feature}
    yield from (feature for feature in asked if platform.supports(feature).value is Value.UNKNOWN)
    yield from (trait for trait, _ in answers.wishes if trait not in platform.ratings)
