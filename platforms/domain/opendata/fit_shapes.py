"""Open data: the shape of a ranking."""

from typing import Annotated

from msgspec import Meta

from platforms.domain.document.types import LevelNumber, Slug, Weight
from platforms.domain.matching.admission import Obstacle
from platforms.domain.matching.matches import Doubt
from platforms.domain.matching.what_if import Step
from platforms.domain.opendata.shapes import Address, Revision, Shape

Share = Annotated[float, Meta(ge=0, le=1)]


class AnswersData(Shape):
    goal: tuple[Slug, ...]
    country: str
    age: str
    field: str
    must: tuple[Slug, ...]
    strict: bool
    back: tuple[Slug, ...]
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
    use: Annotated[LevelNumber | None, Meta(description="For a goal: how far people use the platform for it.")]
    needs: tuple[NeedData, ...]


class ReservationData(Shape):
    """Why a platform stands after those that meet everything."""

    doubt: Doubt
    key: Annotated[str, Meta(description="The slug of the must-have or the goal in question, or “fields”.")]


class MatchData(Shape):
    """A platform with its score, the band that the unknown leaves open, and the share of weight that is known."""

    platform: Slug
    tier: Annotated[int, Meta(ge=1, description="Within those with and those without a reservation.")]
    rank: Annotated[int, Meta(ge=1, description="Likewise; equal scores share it.")]
    score: Share
    low: Share
    high: Share
    known: Share
    reservations: Annotated[tuple[ReservationData, ...], Meta(description="Empty where it meets everything.")]
    could_lead: bool
    reasons: tuple[ReasonData, ...]


class RuledOutData(Shape):
    platform: Slug
    broken: Annotated[tuple[Slug, ...], Meta(description="The must-haves that it is known not to meet.")]
    not_for: Annotated[tuple[Obstacle, ...], Meta(description="What keeps this person from joining.")]


class PairData(Shape):
    """Two platforms that together cover the goals clearly better than any one."""

    platforms: Annotated[tuple[Slug, ...], Meta(min_length=2, max_length=2)]
    cover: Share
    best_single: Share
    serves: Annotated[dict[Slug, tuple[Slug, ...]], Meta(description="The goals that each serves better.")]


class WhatIfData(Shape):
    """One answer changed (level: to which), who would come first then, and how many would stay."""

    step: Step
    key: str
    level: LevelNumber | None
    query: Annotated[str, Meta(description="The query string of the answers after it.")]
    first: tuple[Slug, ...]
    staying: Annotated[int, Meta(ge=0)]


class SteadinessData(Shape):
    """Of all changes of one answer by one step, how many keep the leader; and the query string of the nearest that
    does not."""

    changes: Annotated[int, Meta(ge=0)]
    keeping: Annotated[int, Meta(ge=0)]
    nearest: str | None


class FitData(Shape):
    """Which platforms fit the answers, with the reasons; nothing answered, nothing ranked."""

    revision: Revision
    licence: str
    citation: str
    address: Address
    answers: AnswersData
    ignored: tuple[IgnoredData, ...]
    ranking: Annotated[tuple[MatchData, ...], Meta(description="By score; those with a reservation last.")]
    ruled_out: tuple[RuledOutData, ...]
    pair: PairData | None
    what_if: tuple[WhatIfData, ...]
    steadiness: SteadinessData | None
