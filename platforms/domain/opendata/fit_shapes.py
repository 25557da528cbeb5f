"""Open data: the shape of a ranking."""

from typing import Annotated

from msgspec import Meta

from platforms.domain.document.types import LevelNumber, Slug, Weight
from platforms.domain.matching.what_if import Step
from platforms.domain.opendata.shapes import Address, Revision, Shape

Share = Annotated[float, Meta(ge=0, le=1)]


class AnswersData(Shape):
    goal: tuple[Slug, ...]
    must: tuple[Slug, ...]
    matters: tuple[Slug, ...]
    wishes: dict[Slug, LevelNumber]


class IgnoredData(Shape):
    """A part of the query string that was not used, and why."""

    key: str
    value: str
    reason: str


class NeedData(Shape):
    """A feature or a trait that a goal needs, and how far the platform has it."""

    feature: Slug | None
    trait: Slug | None
    target: LevelNumber | None
    weight: Weight
    score: Share
    low: Share
    high: Share
    known: Share
    address: Address


class ReasonData(Shape):
    """What one answer adds; the contributions of a platform add up to its score."""

    goal: Slug | None
    trait: Slug | None
    wish: LevelNumber | None
    weight: Annotated[int, Meta(ge=1)]
    contribution: Share
    score: Share
    low: Share
    high: Share
    known: Share
    needs: tuple[NeedData, ...]


class MatchData(Shape):
    """A platform with its score, the band that the unknown leaves open, and the share of weight that is known."""

    platform: Slug
    tier: Annotated[int, Meta(ge=1)]
    score: Share
    low: Share
    high: Share
    known: Share
    unconfirmed: Annotated[tuple[Slug, ...], Meta(description="Must-haves of which it is unknown.")]
    could_lead: bool
    reasons: tuple[ReasonData, ...]


class RuledOutData(Shape):
    platform: Slug
    broken: Annotated[tuple[Slug, ...], Meta(description="The must-haves that it is known not to meet.")]


class PairData(Shape):
    """Two platforms that together cover the goals clearly better than any one."""

    platforms: Annotated[tuple[Slug, ...], Meta(min_length=2, max_length=2)]
    cover: Share
    best_single: Share
    serves: Annotated[dict[Slug, tuple[Slug, ...]], Meta(description="The goals that each serves better.")]


class WhatIfData(Shape):
    """One answer changed (level: to which), and who would be best then."""

    step: Step
    key: Slug
    level: LevelNumber | None
    query: Annotated[str, Meta(description="The query string of the answers after it.")]
    first: tuple[Slug, ...]


class FitData(Shape):
    """Which platforms fit the answers, with the reasons; nothing answered, nothing ranked."""

    revision: Revision
    licence: str
    citation: str
    address: Address
    answers: AnswersData
    ignored: tuple[IgnoredData, ...]
    ranking: Annotated[tuple[MatchData, ...], Meta(description="By tier, within a tier by slug.")]
    ruled_out: tuple[RuledOutData, ...]
    pair: PairData | None
    what_if: tuple[WhatIfData, ...]
