"""Which platforms fit the answers: a weighted city-block model in exact arithmetic, with its reasons.

    S(p) = sum_i w_i * s(p, i) / sum_i w_i      over answered goals and wishes only

`s` is the mean of `scoring.need_span` over a goal's needs, or `scoring.trait_span`. A goal weighs 6 (12 if it matters
most), a wish 1 (3 if it matters most), so that one goal outweighs five plain wishes together. Must-haves never touch a
score. The page /method/ states the same in plain words, and the fairness audit watches what follows from it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from platforms.domain.catalogue.editions import Since, since
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.matches import Match, RuledOut, Scores
from platforms.domain.matching.pairing import Pair, best_pair
from platforms.domain.matching.table import table_of
from platforms.domain.matching.weighing import lacking, margin_of, weighted
from platforms.domain.matching.what_if import WhatIf, what_if

MOST_WHAT_IFS = 3


@dataclass(frozen=True, slots=True)
class Ranking:
    """All platforms by how well they fit somebody's answers."""

    answers: Answers
    tiers: tuple[tuple[Match, ...], ...] = ()
    """Best first; inside a tier, where scores are too close to call, in the order of the slugs."""
    matches: tuple[Match, ...] = ()
    """All of them, best first; empty when nothing was answered."""
    ruled_out: tuple[RuledOut, ...] = ()
    """The best first."""
    pair: Pair | None = None
    what_if: tuple[WhatIf, ...] = ()
    """The smallest changes that alter the first tier, at most three; empty when no single change does."""


def match(*, catalogue: Catalogue, answers: Answers, with_what_if: bool = True) -> Ranking:
    """Rank every platform of the catalogue by the answers, with the reasons. Nothing answered, nothing ranked."""
    if not answers.counted:
        return Ranking(answers)
    table, parts = table_of(catalogue), weighted(answers)
    points, out = table.points(parts), lacking(table, answers)
    # Sorting keeps the order of equals: that of their slugs, which no answer can sway.
    everybody = sorted(table.by_slug, key=points.__getitem__, reverse=True)
    best_first = [place for place in everybody if place not in out]
    tiers = list(_tiers(points, best_first, margin_of(table.total(parts))))
    scores = Scores(catalogue, answers, points, best_first)
    matches = [
        [Match(catalogue.platforms[place], place, tier, scores) for place in places]
        for tier, places in enumerate(tiers, start=1)
    ]
    changes = what_if(catalogue=catalogue, answers=answers, points=points, first=tiers[0]) if tiers else ()
    return Ranking(
        answers,
        tiers=tuple(tuple(sorted(tier, key=lambda match: match.platform.slug)) for tier in matches),
        matches=tuple(chain.from_iterable(matches)),
        ruled_out=tuple(_ruled_out(catalogue, answers, place) for place in everybody if place in out),
        pair=best_pair(catalogue, answers, best_first),
        what_if=tuple(islice(changes, MOST_WHAT_IFS)) if with_what_if else (),
    )


def _tiers(points: list[int], best_first: Sequence[int], margin: int) -> Iterator[list[int]]:
    """Yield the places of each tier, the best tier first, and in it the best first."""
    tier: list[int] = []
    for place in best_first:
        if tier and points[place] < points[tier[0]] - margin:
            yield tier
            tier = []
        tier.append(place)
    if tier:
        yield tier


def _ruled_out(catalogue: Catalogue, answers: Answers, place: int) -> RuledOut:
    lacks = table_of(catalogue).lacks
    broken = [catalogue.feature_by_slug[slug] for slug in answers.musts if place in lacks[slug]]
    return RuledOut(catalogue.platforms[place], tuple(broken))


@dataclass(frozen=True, slots=True)
class RankingSince:
    """How a ranking differs from that of an older state for the same answers."""

    changes: Since
    """Of what the ranking rests on."""
    order_changed: bool
    """As a reader sees it."""
    best_then: tuple[Platform, ...]
    """The first tier then."""


def ranking_since(*, old: Catalogue, new: Catalogue, ranking: Ranking) -> RankingSince:
    """Compare a `ranking` of the `new` state with that of an `old` one."""
    then = match(catalogue=old, answers=ranking.answers, with_what_if=False)
    return RankingSince(
        changes=since(old=old, new=new, keys=rests_on(catalogue=new, answers=ranking.answers)),
        order_changed=_as_read(then) != _as_read(ranking),
        best_then=tuple([each.platform for each in then.tiers[0]]) if then.tiers else (),
    )


def rests_on(*, catalogue: Catalogue, answers: Answers) -> set[str]:
    """Return the keys of the cells that answers ask for."""
    needs = {need.key for slug in answers.goals for need in catalogue.goal_by_slug[slug].needs}
    return needs | {trait for trait, _ in answers.wishes} | set(answers.musts)


def _as_read(ranking: Ranking) -> tuple[list[list[str]], set[str]]:
    """Return what a reader sees of an order: who stands in which tier, who is ruled out."""
    tiers = [[match.platform.slug for match in tier] for tier in ranking.tiers]
    return tiers, {out.platform.slug for out in ranking.ruled_out}
