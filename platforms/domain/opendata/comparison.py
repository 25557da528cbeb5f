"""Open data: a comparison."""

from collections.abc import Callable
from typing import Annotated

from msgspec import Meta

from platforms.domain.catalogue.conversion import fact_part, figure_part, rating_part, source_parts, support_part
from platforms.domain.comparing.comparison import Comparison
from platforms.domain.comparing.in_short import Clause, FeatureClause, TraitClause
from platforms.domain.comparing.rows import Cell, Row, Section, Verdict
from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import FactPart, FigurePart, RatingPart, SupportPart
from platforms.domain.document.types import LevelNumber, Slug
from platforms.domain.opendata.catalogue import LICENCE, Address, AnswerData, Count, NamedPlatform, Setting, Shape


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


class ComparisonData(AnswerData):
    """Two to four platforms side by side, in the order asked for."""

    platforms: tuple[NamedPlatform, ...]
    in_short: tuple[InShort, ...]
    choices: tuple[ChoiceData, ...]
    rows: tuple[ComparedRow, ...]
    coverage: CoverageData
    sources: dict[Slug, SourcePart]


def comparison_data(setting: Setting, comparison: Comparison, *, sentence: Callable[[Clause], str]) -> ComparisonData:
    """Return a comparison as open data; `sentence` puts a clause of "in short" into words."""
    return ComparisonData(
        revision=setting.catalogue.revision,
        licence=LICENCE,
        citation=setting.citation,
        address=f"{setting.site}/compare/{'/'.join(p.slug for p in comparison.platforms)}/",
        platforms=tuple(NamedPlatform(p.slug, p.name, p.kind, setting.profile(p.slug)) for p in comparison.platforms),
        in_short=tuple(_in_short(clause, sentence(clause)) for clause in comparison.in_short),
        choices=tuple(ChoiceData(c.platform.slug, tuple(goal.slug for goal in c.goals)) for c in comparison.choices),
        rows=tuple(_row(setting, section, row) for section in comparison.sections for row in section.rows),
        coverage=CoverageData(
            comparison.coverage.cells, comparison.coverage.known, comparison.coverage.cited, comparison.coverage.fresh
        ),
        sources=source_parts(s for row in comparison.rows for cell in row.cells for s in cell.evidence.sources),
    )


def _in_short(clause: Clause, text: str) -> InShort:
    match clause:
        case TraitClause(trait, ratings, alike):
            levels = tuple(LevelsOfPlatform(platform.slug, r.low, r.high) for platform, r in ratings)
            return InShort(text, trait.slug, alike, levels, None, (), 0)
        case FeatureClause(platform, features, more):
            slugs = tuple(feature.slug for feature in features)
            return InShort(text, None, False, (), platform.slug if platform else None, slugs, more)


def _row(setting: Setting, section: Section, row: Row) -> ComparedRow:
    cells = tuple(_cell(cell, setting.profile(cell.platform.slug, row.key)) for cell in row.cells)
    return ComparedRow(row.key, section.key, row.verdict, row.differs, cells)


def _cell(cell: Cell, address: str) -> ComparedCell:
    return ComparedCell(
        platform=cell.platform.slug,
        address=address,
        known=cell.known,
        rating=rating_part(cell.rating) if cell.rating else None,
        support=support_part(cell.support) if cell.support else None,
        fact=fact_part(cell.fact) if cell.fact else None,
        figures=tuple(map(figure_part, cell.figures)),
    )
