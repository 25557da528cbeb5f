"""What a goal needs of a platform, and how far the platform has it."""

from dataclasses import dataclass

from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.scales import Feature, Goal, Trait
from platforms.domain.catalogue.values import Catalogue, Platform
from platforms.domain.matching.scoring import Span, need_span


@dataclass(frozen=True, slots=True)
class NeedMet:
    """One need of a goal, with the score and the evidence of the cell that meets it or doesn't."""

    feature: Feature | None
    trait: Trait | None
    target: int | None
    weight: int
    span: Span
    evidence: Evidence

    @property
    def key(self) -> str:
        return self.feature.slug if self.feature else self.trait.slug if self.trait else ""


def needs_met(*, catalogue: Catalogue, platform: Platform, goal: Goal) -> tuple[NeedMet, ...]:
    """Return each need of a goal with the cell that meets it or doesn't, the weightiest first."""
    return tuple(
        NeedMet(
            feature=catalogue.feature_by_slug.get(need.feature or ""),
            trait=catalogue.trait_by_slug.get(need.trait or ""),
            target=need.target,
            weight=need.weight,
            span=need_span(catalogue=catalogue, platform=platform, need=need),
            evidence=_evidence(platform, need.feature, need.trait),
        )
        for need in sorted(goal.needs, key=lambda need: -need.weight)
    )


def _evidence(platform: Platform, feature: str | None, trait: str | None) -> Evidence:
    if feature:
        return platform.supports(feature).evidence
    rating = platform.ratings.get(trait or "")
    return rating.evidence if rating else Evidence()
