"""The part of the catalogue document that is one platform."""

import datetime
from collections.abc import Iterator
from typing import Annotated

import msgspec
from msgspec import Meta

from platforms.domain.document.types import Age, CountryCode, LevelNumber, Line, Part, Sentence, Slug, Url
from platforms.domain.people import AgeCheck, Field, Requirement
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


class UsePart(Part):
    """How far people use a platform for a goal, from 0 (not here) to 4 (made for it). Unknown without an entry."""

    level: LevelNumber
    why: Sentence
    sources: tuple[Slug, ...]
    checked_on: datetime.date | None = None


class CountriesPart(Part):
    """Where a platform is offered: worldwide, in some countries only, or everywhere but in some."""

    offered: tuple[CountryCode, ...] = ()
    """Empty: worldwide."""
    not_offered: tuple[CountryCode, ...] = ()
    members: tuple[CountryCode, ...] = ()
    """Where most members are."""
    note: Sentence = ""
    sources: tuple[Slug, ...] = ()
    checked_on: datetime.date | None = None


class AgesPart(Part):
    """From which age a platform may be used, in years."""

    minimum: Age
    exceptions: dict[CountryCode, Age] = {}
    check: AgeCheck = AgeCheck.NOT_KNOWN
    younger: Age | None = None
    """The minimum age of a version for younger people."""
    note: Sentence = ""
    sources: tuple[Slug, ...] = ()
    checked_on: datetime.date | None = None


class FieldsPart(Part):
    """Whom a platform is made for; empty when for everyone."""

    fields: tuple[Field, ...] = ()
    note: Sentence = ""
    sources: tuple[Slug, ...] = ()
    checked_on: datetime.date | None = None


class JoiningPart(Part):
    """What you need to join; empty when an e-mail address or an account of an app store is enough."""

    needs: tuple[Requirement, ...] = ()
    note: Sentence = ""
    sources: tuple[Slug, ...] = ()
    checked_on: datetime.date | None = None


class AudiencePart(Part):
    """Who may use a platform, and where. What is None is unknown."""

    countries: CountriesPart | None = None
    ages: AgesPart | None = None
    fields: FieldsPart | None = None
    joining: JoiningPart | None = None

    def items(self) -> Iterator[tuple[str, "AudienceCellPart"]]:
        """Yield what is known, by the subject."""
        cells = ((name, getattr(self, name)) for name in self.__struct_fields__)
        yield from ((name, cell) for name, cell in cells if cell is not None)


type AudienceCellPart = CountriesPart | AgesPart | FieldsPart | JoiningPart


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


type CellPart = FactPart | RatingPart | SupportPart | UsePart | AudienceCellPart | FigurePart


class PlatformPart(Part):
    """A platform with its cells: facts by subject, ratings by trait, support by feature, uses by goal, audience."""

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
    uses: dict[Slug, UsePart] = {}
    """By the goal's slug."""
    audience: AudiencePart = msgspec.field(default_factory=AudiencePart)
    figures: tuple[FigurePart, ...] = ()
    tips: tuple[TipPart, ...] = ()
    glyph: Annotated[str, Meta(max_length=40)] = ""
    """The name of its brand's icon in Simple Icons; empty where that has none that can be read when small."""
    monogram: Annotated[str, Meta(max_length=2)] = ""
    """One or two characters that people know it by, where there is no icon."""

    def cited(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the key and the source ids of every claim."""
        yield from ((key, cell.sources) for key, cell in self.cells())
        yield from ((f"tips[{number}]", tip.sources) for number, tip in enumerate(self.tips))

    def cells(self) -> Iterator[tuple[str, "CellPart"]]:
        """Yield every claim that bears a check date, with its key."""
        yield from ((f"facts.{subject}", fact) for subject, fact in self.facts.items())
        yield from ((f"ratings.{slug}", rating) for slug, rating in self.ratings.items())
        yield from ((f"support.{slug}", support) for slug, support in self.support.items())
        yield from ((f"uses.{slug}", use) for slug, use in self.uses.items())
        yield from ((f"audience.{subject}", cell) for subject, cell in self.audience.items())
        yield from ((f"figures[{number}]", figure) for number, figure in enumerate(self.figures))
