"""Open data: the shape of a comparison."""

from typing import Annotated

from msgspec import Meta

from platforms.domain.comparing.rows import Verdict
from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import FactPart, FigurePart, RatingPart, SupportPart
from platforms.domain.document.types import LevelNumber, Slug
from platforms.domain.opendata.shapes import Address, Count, NamedPlatform, Revision, Shape


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
