"""Open data: the shapes that others build on.

Numbers between 0 and 1 are rounded to six digits; dates are ISO 8601; cells, traits, features, goals and sources go by
their slugs. A cell's permanent address is `<site>/platforms/<platform>/#<key>`.
"""

import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from platforms.domain.comparing.comparison import Verdict
from platforms.domain.document.parts import (
    FactPart,
    FeaturePart,
    FigurePart,
    GoalPart,
    GroupPart,
    GuidePart,
    LevelNumber,
    PlatformPart,
    RatingPart,
    Slug,
    SourcePart,
    SupportPart,
    TraitPart,
    Weight,
)
from platforms.domain.matching.what_if import Step
from platforms.domain.vocabulary import Kind

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

Share = Annotated[float, Meta(ge=0, le=1)]
Count = Annotated[int, Meta(ge=0)]
Revision = Annotated[str, Meta(description="Changes with every change of the catalogue; compare it for equality only.")]
Address = Annotated[str, Meta(description="Absolute, and there to stay.")]


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    """Base of every answer."""


class CatalogueData(Shape):
    """The whole catalogue. Cells that are left out are unknown, fields that are left out have their default."""

    version: Annotated[int, Meta(ge=1, description="Of this shape.")]
    revision: Revision
    published_at: Annotated[
        datetime.datetime | None, Meta(description="When the newest change of one of its platforms was made.")
    ]
    licence: str
    citation: str
    cell_address: Annotated[str, Meta(description="The permanent address of a cell, with {platform} and {key} in it.")]
    platforms: tuple[PlatformPart, ...]
    traits: tuple[TraitPart, ...]
    groups: tuple[GroupPart, ...]
    features: tuple[FeaturePart, ...]
    goals: tuple[GoalPart, ...]
    guides: tuple[GuidePart, ...]
    sources: dict[Slug, SourcePart]


class PlatformData(Shape):
    """One platform with the sources that its cells name."""

    revision: Revision
    licence: str
    citation: str
    address: Address
    platform: PlatformPart
    sources: dict[Slug, SourcePart]


class NamedPlatform(Shape):
    slug: Slug
    name: str
    kind: Kind
    address: Address


class LevelsOfPlatform(Shape):
    """A platform's range on a trait."""

    platform: Slug
    low: LevelNumber
    high: LevelNumber


class InShort(Shape):
    """One sentence, and what it is made from: a trait on which platforms stand apart or alike, or features."""

    text: str
    trait: Slug | None
    alike: Annotated[bool, Meta(description="Of a trait: all stand together.")]
    ratings: tuple[LevelsOfPlatform, ...]
    platform: Annotated[Slug | None, Meta(description="Of features: who alone has them; null when all have them.")]
    features: tuple[Slug, ...]
    more: Annotated[Count, Meta(description="How many features there are besides those named.")]


class ComparedCell(Shape):
    """One platform on one row. Unless it is unknown, one of rating, support, fact and figures is there."""

    platform: Slug
    address: Address
    known: bool
    rating: RatingPart | None
    support: SupportPart | None
    fact: FactPart | None
    figures: tuple[FigurePart, ...]


class ComparedRow(Shape):
    """One trait, feature or fact. Undecided: nothing known differs, but something is unknown."""

    key: Slug
    group: Slug
    verdict: Verdict
    differs: bool
    cells: tuple[ComparedCell, ...]


class CoverageData(Shape):
    """How many cells there are, are known, rest on a source, were checked in the last 180 days."""

    cells: Count
    known: Count
    cited: Count
    fresh: Count


class ChoiceData(Shape):
    """The goals that speak clearly for one platform, the clearest first."""

    platform: Slug
    goals: tuple[Slug, ...]


class ComparisonData(Shape):
    """Two to four platforms side by side, in the order asked for."""

    revision: Revision
    licence: str
    citation: str
    address: Address
    platforms: tuple[NamedPlatform, ...]
    in_short: tuple[InShort, ...]
    choices: tuple[ChoiceData, ...]
    rows: tuple[ComparedRow, ...]
    coverage: CoverageData
    sources: dict[Slug, SourcePart]


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


class ProblemData(Shape):
    """What is wrong, in a sentence, and where."""

    error: str
    key: Annotated[str, Meta(description="The part of the address that is wrong; empty when none is.")]
    status: Annotated[int, Meta(ge=400, le=599)]
