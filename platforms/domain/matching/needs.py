"""What a goal needs of a platform, and how far the platform has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Goal, Need, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.scoring import Span, need_span

SERVED_FROM, LACKED_UP_TO = Fraction(3, 4), Fraction(1, 2)
"""A need is met from the first on, and not met up to the second; in between nothing is said about it."""

MOST_SERVED, MOST_LACKED, MOST_OPEN = 4, 3, 3
"""How many needs of a goal are named."""


@dataclass(frozen=True, slots=True)
class NeedMet:
    """One need of a goal, with the score and the evidence of the cell that meets it or doesn't."""

    feature: Feature | None
    trait: Trait | None
    target: int | None
    weight: int
    span: Span
    evidence: Evidence
    rating: Rating | None = None
    """For a trait, unless the platform is not rated on it."""

    @property
    def key(self) -> str:
        """The slug of what is needed."""
        return self.feature.slug if self.feature else self.trait.slug if self.trait else ""

    @property
    def is_known(self) -> bool:
        return self.span.known == 1

    @property
    def is_partly_met(self) -> bool:
        return self.is_known and 0 < self.span.point < 1


def needs_met(*, catalogue: Catalogue, platform: Platform, goal: Goal) -> tuple[NeedMet, ...]:
    """Return each need of a goal with the cell that meets it or doesn't, the weightiest first."""
    needs = sorted(goal.needs, key=lambda need: -need.weight)
    return tuple([_need_met(catalogue, platform, need) for need in needs])


def _need_met(catalogue: Catalogue, platform: Platform, need: Need) -> NeedMet:
    rating = platform.ratings.get(need.trait or "")
    cell = platform.supports(need.feature) if need.feature else rating
    return NeedMet(
        feature=catalogue.feature_by_slug.get(need.feature or ""),
        trait=catalogue.trait_by_slug.get(need.trait or ""),
        target=need.target,
        weight=need.weight,
        span=need_span(catalogue=catalogue, platform=platform, need=need),
        evidence=cell.evidence if cell else Evidence(),
        rating=rating,
    )


def serves(*, needs: Iterable[NeedMet]) -> list[NeedMet]:
    """Return the needs that a platform meets, with a source for it; at most four, the weightiest first."""
    return [need for need in needs if need.evidence.cited and need.span.point >= SERVED_FROM][:MOST_SERVED]


def lacks(*, needs: Iterable[NeedMet]) -> list[NeedMet]:
    """Return the needs that it is known not to meet, at most three."""
    return [need for need in needs if need.is_known and need.span.point <= LACKED_UP_TO][:MOST_LACKED]


def open_questions(*, needs: Iterable[NeedMet]) -> list[NeedMet]:
    """Return the needs of which it is unknown whether it meets them, at most three."""
    return [need for need in needs if not need.is_known][:MOST_OPEN]
