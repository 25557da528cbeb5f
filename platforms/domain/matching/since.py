"""What became of a ranking since an older state of the catalogue."""

from dataclasses import dataclass

from platforms.domain.catalogue.editions import Since, since
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.ranking import Ranking, match

AUDIENCE_OF = {"countries": "country", "ages": "age", "fields": "field"}
"""The cells of the audience that answers ask for."""


@dataclass(frozen=True, slots=True)
class RankingSince:
    """How a ranking differs from that of an older state for the same answers."""

    changes: Since
    """Of what the ranking rests on."""
    order_changed: bool
    """Does a reader see another order: who stands in which tier, who is ruled out?"""
    best_then: tuple[Platform, ...]
    """The first tier then."""


def ranking_since(*, old: Catalogue, new: Catalogue, ranking: Ranking) -> RankingSince:
    """Compare a `ranking` of the `new` state with that of an `old` one."""
    then = match(catalogue=old, answers=ranking.answers, with_what_if=False)
    return RankingSince(
        changes=since(old=old, new=new, keys=rests_on(catalogue=new, answers=ranking.answers)),
        order_changed=_order(then) != _order(ranking),
        best_then=tuple([each.platform for each in then.tiers[0]]) if then.tiers else (),
    )


def rests_on(*, catalogue: Catalogue, answers: Answers) -> set[str]:
    """Return the keys of the cells that answers ask for."""
    needs = {need.key for slug in answers.goals for need in catalogue.goal_by_slug[slug].needs}
    about_you = {key for key, given in AUDIENCE_OF.items() if getattr(answers, given)}
    return needs | set(answers.goals) | {trait for trait, _ in answers.wishes} | set(answers.musts) | about_you


def _order(ranking: Ranking) -> tuple[list[tuple[str, int]], list[str], set[str]]:
    fits = [(match.platform.slug, match.tier) for match in ranking.fits]
    return fits, [match.platform.slug for match in ranking.reserved], {out.platform.slug for out in ranking.ruled_out}
