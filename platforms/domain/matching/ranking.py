"""Which platforms fit the answers: a weighted mean in exact arithmetic, with its reasons.

    S(p) = sum_i w_i * s(p, i) / sum_i w_i      over answered goals and wishes only

For a goal, `s` is (2 * use + needs) / 3: `scoring.use_span`, and the mean of `scoring.need_span` over what the goal
needs. For a wish it is `scoring.trait_span`. A goal weighs 6 (12 if it matters most), a wish 1 (3 if it matters most),
so that one goal outweighs five plain wishes together. Must-haves, country, age and field never touch a score: they
decide in which section a platform stands (see `sections`). /method/ states the same in plain words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.editions import Since, since
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.admission import Obstacle, is_for_another_field, needs_proof, obstacles
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.matches import Match, RuledOut, Scores
from platforms.domain.matching.pairing import Pair, best_pair
from platforms.domain.matching.sections import margin_of, sections_of
from platforms.domain.matching.table import table_of, weighted
from platforms.domain.matching.what_if import Steadiness, WhatIf, changes, smallest, steadiness
from platforms.domain.vocabulary import Value

type Tiers = tuple[tuple[Match, ...], ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """All platforms by how well they fit somebody's answers."""

    answers: Answers
    tiers: Tiers = ()
    """Those that meet everything, by score, the best first: a new tier wherever the score falls clearly."""
    reserved_tiers: Tiers = ()
    """Those with a reservation, likewise; those with a doubtful must-have after those that have them all."""
    ruled_out: tuple[RuledOut, ...] = ()
    """The best first."""
    pair: Pair | None = None
    what_if: tuple[WhatIf, ...] = ()
    """For each answer the smallest change that alters who leads or how many stay; the smallest first."""
    steadiness: Steadiness | None = None
    """How surely the leader leads; None when nobody is ranked."""

    @property
    def fits(self) -> tuple[Match, ...]:
        """Those that meet everything, the best first."""
        return tuple(chain.from_iterable(self.tiers))

    @property
    def reserved(self) -> tuple[Match, ...]:
        """Those with a reservation, the best first."""
        return tuple(chain.from_iterable(self.reserved_tiers))

    @property
    def matches(self) -> tuple[Match, ...]:
        """All that are ranked: those that meet everything first; empty when nothing was answered."""
        return self.fits + self.reserved


def match(*, catalogue: Catalogue, answers: Answers, with_what_if: bool = True) -> Ranking:
    """Rank every platform of the catalogue by the answers, with the reasons. Nothing answered, nothing ranked."""
    if not answers.counted:
        return Ranking(answers)
    table, parts = table_of(catalogue), weighted(answers)
    points, sections = table.points(parts), sections_of(catalogue, answers)
    # Sorting keeps the order of equals: that of their slugs, which no answer can sway.
    everybody = sorted(table.by_slug, key=points.__getitem__, reverse=True)
    split, margin = sections.split(everybody), margin_of(table.total(parts))
    changed = list(changes(catalogue=catalogue, answers=answers, points=points)) if with_what_if else []
    return Ranking(
        answers,
        tiers=_matches(catalogue, answers, points, margin, split.fits),
        reserved_tiers=_matches(catalogue, answers, points, margin, split.reserved, split.doubtful),
        ruled_out=tuple(_ruled_out(catalogue, answers, place) for place in split.gone),
        pair=best_pair(catalogue, answers, split.fits),
        what_if=tuple(smallest(changed)),
        steadiness=steadiness(changed) if split.ranked else None,
    )


def _matches(catalogue: Catalogue, answers: Answers, points: list[int], margin: int, *groups: list[int]) -> Tiers:
    """Return a section's matches in tiers, group after group; equal scores of a group share a rank."""
    matches: list[tuple[Match, ...]] = []
    before = 0
    for places in groups:
        scores = Scores(catalogue, answers, points, places)
        rank_of: dict[int, int] = {}
        for number, place in enumerate(places, start=before + 1):
            rank_of.setdefault(points[place], number)
        for tier in _tiers(points, places, margin):
            number = len(matches) + 1
            matches.append(tuple(Match(catalogue.platforms[p], p, number, rank_of[points[p]], scores) for p in tier))
        before += len(places)
    return tuple(matches)


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
    platform = catalogue.platforms[place]
    broken = (Value.NO, Value.PARTLY) if answers.strict else (Value.NO,)
    not_for = list(obstacles(platform.audience, country=answers.country, age=answers.age))
    if is_for_another_field(platform.audience, field=answers.field) and needs_proof(platform.audience):
        not_for.append(Obstacle.FIELD)
    return RuledOut(
        platform,
        tuple(catalogue.feature_by_slug[slug] for slug in answers.musts if platform.supports(slug).value in broken),
        tuple(not_for),
    )


AUDIENCE_OF = {"countries": "country", "ages": "age", "fields": "field"}
"""The cells of the audience that answers ask for."""


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
        best_then=tuple(each.platform for tier in (then.tiers or then.reserved_tiers)[:1] for each in tier),
    )


def rests_on(*, catalogue: Catalogue, answers: Answers) -> set[str]:
    """Return the keys of the cells that answers ask for."""
    needs = {need.key for slug in answers.goals for need in catalogue.goal_by_slug[slug].needs}
    uses = {cell_key("uses", slug) for slug in answers.goals}
    about_you = {cell_key("audience", part) for part, key in AUDIENCE_OF.items() if getattr(answers, key)}
    return needs | uses | {trait for trait, _ in answers.wishes} | set(answers.musts) | about_you


def _as_read(ranking: Ranking) -> tuple[list[tuple[str, int]], list[str], set[str]]:
    """Return what a reader sees of an order: who stands in which tier, who has a reservation, who is ruled out."""
    fits = [(match.platform.slug, match.tier) for match in ranking.fits]
    return fits, [match.platform.slug for match in ranking.reserved], {out.platform.slug for out in ranking.ruled_out}
