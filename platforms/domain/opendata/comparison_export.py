"""Open data made of a comparison."""

from collections.abc import Callable

from platforms.domain.catalogue.conversion import fact_part, figure_part, rating_part, source_parts, support_part
from platforms.domain.comparing.columns import Cell
from platforms.domain.comparing.comparison import Comparison
from platforms.domain.comparing.in_short import Clause, FeatureClause, TraitClause
from platforms.domain.comparing.rows import Row, Section
from platforms.domain.opendata.comparison_shapes import (
    ChoiceData,
    ComparedCell,
    ComparedRow,
    ComparisonData,
    CoverageData,
    InShort,
    LevelsOfPlatform,
)
from platforms.domain.opendata.export import Setting
from platforms.domain.opendata.shapes import LICENCE, NamedPlatform


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
