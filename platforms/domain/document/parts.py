"""The parts of the catalogue document, with the types that msgspec checks."""

import datetime
from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from platforms.domain.vocabulary import Kind, Scale, Subject, Value

VERSION = 1

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=80)]
Line = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"^\S.*\Z")]
Sentence = Annotated[str, Meta(max_length=400)]
LevelNumber = Annotated[int, Meta(ge=0, le=4)]
Weight = Annotated[int, Meta(ge=1, le=3)]
Url = Annotated[str, Meta(pattern=r"^https?://[^\s/]+(/\S*)?\Z", max_length=500)]
Order = Annotated[int, Meta(ge=0, le=32000)]


class Part(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """Base of every part of the document."""


class LevelPart(Part):
    """One of the five levels of a trait."""

    label: Line
    phrase: Line
    description: Sentence


class TraitPart(Part):
    """A scale of five observable levels, from its low pole (0) to its high pole (4)."""

    slug: Slug
    name: Line
    low_label: Line
    high_label: Line
    question: Sentence
    scale: Scale
    core: bool
    order: Order
    levels: Annotated[tuple[LevelPart, ...], Meta(min_length=5, max_length=5)]


class GroupPart(Part):
    """Features under one heading."""

    slug: Slug
    name: Line
    order: Order


class FeaturePart(Part):
    """Something that a platform has or lacks; `yes_means` says what was looked for."""

    slug: Slug
    name: Line
    group: Slug
    yes_means: Sentence
    must_have: Sentence
    order: Order


class NeedPart(Part):
    """What a goal asks for: a feature, or a trait near a target level. Weight 1 (helps) to 3 (matters most)."""

    weight: Weight
    feature: Slug | None = None
    trait: Slug | None = None
    target: LevelNumber | None = None


class GoalPart(Part):
    """What a person wants to do, with what it needs of a platform."""

    slug: Slug
    wording: Line
    order: Order
    needs: Annotated[tuple[NeedPart, ...], Meta(min_length=1)]


class SourcePart(Part):
    """A page that somebody read. Official: published by the platform's own operator."""

    url: Url
    title: Annotated[str, Meta(min_length=1, max_length=300)]
    publisher: Annotated[str, Meta(min_length=1, max_length=200)]
    official: bool
    read_on: datetime.date
    published_on: datetime.date | None = None
    reachable_on: datetime.date | None = None


class FactPart(Part):
    """A fact with its sources."""

    value: Annotated[str, Meta(min_length=1, max_length=200)]
    note: Sentence
    sources: tuple[Slug, ...]
    checked_on: datetime.date | None = None


class RatingPart(Part):
    """Where a platform stands on a trait: a range of levels, since its users can often set it."""

    low: LevelNumber
    high: LevelNumber
    why: Sentence
    sources: tuple[Slug, ...]
    checked_on: datetime.date | None = None


class SupportPart(Part):
    """Does a platform have a feature? Without an entry it is unknown."""

    value: Value
    note: Sentence
    sources: tuple[Slug, ...]
    checked_on: datetime.date | None = None


class FigurePart(Part):
    """How many of something there were on a day."""

    counts: Annotated[str, Meta(min_length=1, max_length=80)]
    number: Annotated[int, Meta(ge=0, le=10**15)]
    as_of: datetime.date
    note: Sentence
    sources: tuple[Slug, ...]
    checked_on: datetime.date | None = None


class TipPart(Part):
    """How to use a platform well."""

    text: Annotated[str, Meta(min_length=1, max_length=400)]
    goal: Slug | None = None
    sources: tuple[Slug, ...] = ()


class PlatformPart(Part):
    """A platform with its cells: facts by subject, ratings by trait, support by feature."""

    slug: Slug
    name: Line
    also_known_as: tuple[Line, ...]
    kind: Kind
    tagline: Line
    summary: Annotated[str, Meta(min_length=1, max_length=1200)]
    website: Url
    published: bool
    withdrawn: bool = False
    facts: dict[Subject, FactPart] = {}
    ratings: dict[Slug, RatingPart] = {}
    support: dict[Slug, SupportPart] = {}
    figures: tuple[FigurePart, ...] = ()
    tips: tuple[TipPart, ...] = ()

    def cited(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The key and the source ids of every claim."""
        yield from ((key, cell.sources) for key, cell in self.cells())
        yield from ((f"tips[{number}]", tip.sources) for number, tip in enumerate(self.tips))

    def cells(self) -> Iterator[tuple[str, "FactPart | RatingPart | SupportPart | FigurePart"]]:
        """Every claim that is checked, with its key."""
        yield from ((f"facts.{subject}", fact) for subject, fact in self.facts.items())
        yield from ((f"ratings.{slug}", rating) for slug, rating in self.ratings.items())
        yield from ((f"support.{slug}", support) for slug, support in self.support.items())
        yield from ((f"figures[{number}]", figure) for number, figure in enumerate(self.figures))


class GuidePart(Part):
    slug: Slug
    title: Line
    summary: Annotated[str, Meta(min_length=1, max_length=400)]
    order: Order
    markdown: Annotated[str, Meta(min_length=1, max_length=20_000)]


class Document(Part):
    """Everything that one catalogue says. Sources are named by their ids."""

    traits: tuple[TraitPart, ...] = ()
    groups: tuple[GroupPart, ...] = ()
    features: tuple[FeaturePart, ...] = ()
    goals: tuple[GoalPart, ...] = ()
    platforms: tuple[PlatformPart, ...] = ()
    sources: dict[Slug, SourcePart] = {}
    guides: tuple[GuidePart, ...] = ()
