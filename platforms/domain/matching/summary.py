"""What a page shows of a ranking: how surely one leads, which matches it explains, which it lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

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

    TOO_CLOSE = "too-close"
    """Several stand about equally well."""
    BEST_SO_FAR = "best-so-far"
    """One leads, and it is unknown whether it has every must-have."""
    BEST = "best"
    COULD_BE_BEST = "could-be-best"
    """One leads, and too little is known of it."""


@dataclass(frozen=True, slots=True)
class Summary:
    lead: Lead | None
    """None when nothing was answered, or everything is ruled out."""
    explained: tuple[Sequence[Match], ...]
    """The first tier, or the first two."""
    others: tuple[Match, ...]
    """The best of those that are not explained."""
    more_others: int
    """How many there are besides."""
    ruled_out: Sequence[RuledOut]
    more_ruled_out: int

    @property
    def best(self) -> list[Platform]:
        """The platforms of the first tier, as far as it is explained."""
        return [match.platform for match in self.explained[0]] if self.explained else []


def summary(*, ranking: Ranking) -> Summary:
    """Say what to show of a ranking."""
    tiers = ranking.tiers
    full = tiers[: 2 if tiers and len(tiers[0]) < FEW else 1]
    rest = chain(*(tier[MOST_EXPLAINED:] for tier in full), *tiers[len(full) :])
    explained, others = tuple([tier[:MOST_EXPLAINED] for tier in full]), tuple(islice(rest, MOST_LISTED))
    return Summary(
        lead=lead(best=tiers[0]) if tiers else None,
        explained=explained,
        others=others,
        more_others=len(ranking.matches) - sum(map(len, explained)) - len(others),
        ruled_out=ranking.ruled_out[:MOST_LISTED],
        more_ruled_out=max(0, len(ranking.ruled_out) - MOST_LISTED),
    )


def lead(*, best: Sequence[Match]) -> Lead:
    """Say how surely the `best` match, or tier of matches, leads."""
    if len(best) > 1:
        return Lead.TOO_CLOSE
    if best[0].unconfirmed:
        return Lead.BEST_SO_FAR
    return Lead.BEST if best[0].known_enough else Lead.COULD_BE_BEST
