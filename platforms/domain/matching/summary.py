"""What a page shows of a ranking: how surely one leads, which matches it explains, which it lists."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.admission import Obstacle
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.matches import Doubt, Match, RuledOut
from platforms.domain.matching.ranking import Ranking
from platforms.domain.matching.sections import sections_of
from platforms.domain.matching.table import points_of, table_of

FEW = 3
"""With fewer in the first tier the second is explained too."""

MOST_EXPLAINED = 4
"""How many of a tier are explained, however many there are."""

MOST_LEADING = 3
"""How many are named while somebody still answers."""

MOST_LISTED, MOST_RULED_OUT = 12, 60
"""How many are listed of the others, and of those ruled out; the best first."""


class Lead(StrEnum):
    """How surely a ranking has a best match."""

    ABOUT_EQUAL = "about-equal"
    """Several stand within a tier's width."""
    COULD_BE_FIRST = "could-be-first"
    """One comes first, and too little is known of it."""
    ONLY_ONE = "only-one"
    """One alone meets everything; the others have a reservation or are ruled out."""
    CLEARLY_AHEAD = "clearly-ahead"
    """Whatever is unknown, it stays ahead: its low end is above the next one's high end."""
    COMES_FIRST = "comes-first"
    WITH_RESERVATIONS = "with-reservations"
    """Nobody meets everything; these come closest."""


@dataclass(frozen=True, slots=True)
class Summary:
    lead: Lead | None
    """None when nothing was answered, or everything is ruled out."""
    explained: tuple[Sequence[Match], ...]
    """The first tier, or the first two, of those that meet everything; of those with a reservation if nobody does."""
    others: tuple[Match, ...]
    """The best of the others that meet everything."""
    more_others: int
    """How many there are besides."""
    reserved: tuple[Match, ...]
    """The best of those with a reservation that are not explained."""
    more_reserved: int
    ruled_out: Sequence[RuledOut]
    more_ruled_out: int

    @property
    def best(self) -> list[Platform]:
        """The platforms of the first tier, as far as it is explained."""
        return [match.platform for match in self.explained[0]] if self.explained else []


def summary(*, ranking: Ranking) -> Summary:
    """Say what to show of a ranking."""
    tiers = ranking.tiers or ranking.reserved_tiers
    full = tiers[: 2 if tiers and len(tiers[0]) < FEW else 1]
    rest = tuple(chain(*(tier[MOST_EXPLAINED:] for tier in full), *tiers[len(full) :]))
    others, reserved = (rest, ranking.reserved) if ranking.tiers else ((), rest)
    return Summary(
        lead=lead(ranking=ranking),
        explained=tuple(tier[:MOST_EXPLAINED] for tier in full),
        others=others[:MOST_LISTED],
        more_others=max(0, len(others) - MOST_LISTED),
        reserved=reserved[:MOST_LISTED],
        more_reserved=max(0, len(reserved) - MOST_LISTED),
        ruled_out=ranking.ruled_out[:MOST_RULED_OUT],
        more_ruled_out=max(0, len(ranking.ruled_out) - MOST_RULED_OUT),
    )


def lead(*, ranking: Ranking) -> Lead | None:
    """Say how surely the best match leads; None when nobody is ranked."""
    if not ranking.tiers:
        return Lead.WITH_RESERVATIONS if ranking.reserved_tiers else None
    first, *others = ranking.fits
    if len(ranking.tiers[0]) > 1:
        return Lead.ABOUT_EQUAL
    if not first.known_enough:
        return Lead.COULD_BE_FIRST
    if not others:
        return Lead.ONLY_ONE
    is_clear = all(first.score.low > other.score.high for other in others)
    return Lead.CLEARLY_AHEAD if is_clear else Lead.COMES_FIRST


@dataclass(frozen=True, slots=True)
class OutGroup:
    """Platforms that are ruled out for the same reason: an obstacle, or a must-have that they lack."""

    not_for: Obstacle | None
    lacked: Feature | None
    members: tuple[RuledOut, ...]


def by_reason(*, ruled_out: Iterable[RuledOut]) -> tuple[OutGroup, ...]:
    """Group those ruled out, each by one reason: what bars it, else the must-have that most of them lack.

    Those who may not be joined come first, then the largest group.
    """
    everybody = list(ruled_out)
    lacking = Counter(feature.slug for out in everybody for feature in out.broken)
    groups: dict[Obstacle | Feature, list[RuledOut]] = {}
    for out in everybody:
        reason = out.not_for[0] if out.not_for else max(out.broken, key=lambda feature: lacking[feature.slug])
        groups.setdefault(reason, []).append(out)
    obstacles = [OutGroup(each, None, tuple(groups[each])) for each in Obstacle if each in groups]
    lacked = [OutGroup(None, key, tuple(outs)) for key, outs in groups.items() if isinstance(key, Feature)]
    return (*obstacles, *sorted(lacked, key=lambda group: -len(group.members)))


def has_limits(*, ranking: Ranking) -> bool:
    """Tell whether somebody is ranked who has a must-have partly."""
    return any(each.doubt is Doubt.LIMITS for match in ranking.reserved for each in match.reservations)


@dataclass(frozen=True, slots=True)
class SoFar:
    """What follows from the answers so far."""

    left: int
    """How many platforms are not ruled out."""
    leading: tuple[Platform, ...]
    """The best of them, at most three; empty while nothing is ranked."""


def so_far(*, catalogue: Catalogue, answers: Answers) -> SoFar:
    """Say how many platforms are left and which lead, without anything that takes time."""
    split = sections_of(catalogue, answers).split(table_of(catalogue).by_slug)
    if not answers.counted:
        return SoFar(len(split.ranked), ())
    points = points_of(catalogue, answers)
    sections = (split.fits, split.reserved, split.doubtful)
    leading = chain(*(sorted(places, key=points.__getitem__, reverse=True) for places in sections))
    return SoFar(len(split.ranked), tuple(catalogue.platforms[place] for place in islice(leading, MOST_LEADING)))
