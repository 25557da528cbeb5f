"""The parts of the catalogue document, with the types that msgspec checks."""

import datetime
import hashlib
from typing import Annotated

from msgspec import Meta

from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.document.types import (
    LevelNumber,
    Line,
    Order,
    Part,
    Sentence,
    ShortLine,
    Slug,
    Synonyms,
    Url,
    Weight,
)
from platforms.domain.vocabulary import Kind, Scale


class LevelPart(Part):
    """One of the five levels of a trait."""

    label: Line
    phrase: Line
    description: Sentence


MISSING = "…"
"""The texts of a level that an unfinished trait lacks."""


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
    levels: Annotated[tuple[LevelPart, ...], Meta(max_length=5)]
    also: Synonyms = ()
    draft: bool = False
    """Not public yet, and bound by fewer rules (see checks.py)."""


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
    also: Synonyms = ()
    draft: bool = False


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
    needs: tuple[NeedPart, ...]
    short: ShortLine = ""
    """Two to five words that follow “Choose it to”: "find a job"."""
    kind: Kind = Kind.BOTH
    """Is it a goal for private life (social), for work (professional), or both?"""
    also: Synonyms = ()
    draft: bool = False


class SourcePart(Part):
    """A page that somebody read. Official: published by the platform's own operator."""

    url: Url
    title: Annotated[str, Meta(min_length=1, max_length=300)]
    publisher: Annotated[str, Meta(min_length=1, max_length=200)]
    official: bool
    read_on: datetime.date
    published_on: datetime.date | None = None
    reachable_on: datetime.date | None = None


class GuidePart(Part):
    slug: Slug
    title: Line
    summary: Annotated[str, Meta(min_length=1, max_length=400)]
    order: Order
    markdown: Annotated[str, Meta(min_length=1, max_length=20_000)]
    draft: bool = False


class TranslationPart(Part):
    """A text of the catalogue in another language, with the English that it translates."""

    language: Annotated[str, Meta(pattern=r"^[a-z]{2}(-[a-z]+)?\Z", max_length=10)]
    key: Annotated[str, Meta(pattern=r"^[a-z]+\.[a-z0-9.-]+\Z", max_length=200)]
    """Such as goals.career.wording."""
    english: Annotated[str, Meta(min_length=1, max_length=1200)]
    text: Annotated[str, Meta(min_length=1, max_length=2000)]

    @property
    def slug(self) -> str:
        """Return the id that stands for its language, key and English."""
        said = "\0".join((self.language, self.key, self.english))
        return f"{self.language}-{hashlib.sha256(said.encode()).hexdigest()[:20]}"


class Document(Part):
    """Everything that one catalogue says. Sources are named by their ids."""

    traits: tuple[TraitPart, ...] = ()
    groups: tuple[GroupPart, ...] = ()
    features: tuple[FeaturePart, ...] = ()
    goals: tuple[GoalPart, ...] = ()
    platforms: tuple[PlatformPart, ...] = ()
    sources: dict[Slug, SourcePart] = {}
    guides: tuple[GuidePart, ...] = ()
    translations: dict[Slug, TranslationPart] = {}
    """What editors translated, by its id; shipped translations are files of their own."""
