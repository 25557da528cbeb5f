"""What a page shows of a ranking: how surely one leads, which matches it explains, which it lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.matching.matches import Match, RuledOut
from platforms.domain.matching.ranking import Ranking

FEW = 6
"""With fewer in the first tier the second is explained too."""

MOST_EXPLAINED = 20
"""How many of a tier are explained, however many there are."""

MOST_LISTED = 40
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
        ruled_out=ranking.ruled_out[:MOST_LISTED],
        more_ruled_out=max(0, len(ranking.ruled_out) - MOST_LISTED),
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
