"""The part of the catalogue document that is one platform."""

import datetime
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta

from platforms.domain.document.types import LevelNumber, Line, Part, Sentence, Slug, Url
from platforms.domain.vocabulary import Kind, Subject, Value


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
        """Yield the key and the source ids of every claim."""
        yield from ((key, cell.sources) for key, cell in self.cells())
        yield from ((f"tips[{number}]", tip.sources) for number, tip in enumerate(self.tips))

    def cells(self) -> Iterator[tuple[str, "FactPart | RatingPart | SupportPart | FigurePart"]]:
        """Yield every claim that bears a check date, with its key."""
        yield from ((f"facts.{subject}", fact) for subject, fact in self.facts.items())
        yield from ((f"ratings.{slug}", rating) for slug, rating in self.ratings.items())
        yield from ((f"support.{slug}", support) for slug, support in self.support.items())
        yield from ((f"figures[{number}]", figure) for number, figure in enumerate(self.figures))
