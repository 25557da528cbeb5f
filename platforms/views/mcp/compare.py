"""The tool that compares platforms."""

from typing import Annotated

import msgspec
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django_mcpz.server import ToolError
from msgspec import Meta

from platforms.domain.comparing.comparison import compare
from platforms.domain.comparing.rows import Row
from platforms.domain.comparing.selection import FEWEST, MOST, Selection
from platforms.sentences import clause_sentence
from platforms.views.mcp.catalogue import CellAnswer, cell_answer, cell_words, platform_of, setting_of
from platforms.views.mcp.subject import key_of
from platforms.words import row_word

Name = Annotated[str, Meta(max_length=80)]


class CompareParams(msgspec.Struct):
    platforms: Annotated[list[Name], Meta(max_length=MOST, description="Two to four names.")]
    about: Annotated[
        list[Name], Meta(max_length=12, description="Only these rows, with notes and sources: 'polls', 'minimum age'.")
    ] = []


class ComparedRow(msgspec.Struct):
    key: str
    about: str
    verdict: Annotated[str, Meta(description="differs, same, or undecided where something is unknown.")]
    values: Annotated[dict[str, str], Meta(description="By the platform's slug.")]


class CompareResult(msgspec.Struct):
    in_short: list[str]
    rows: list[ComparedRow]
    cells: Annotated[list[CellAnswer], Meta(description="Notes and sources of the rows asked for.")]
    address: str
    as_markdown: Annotated[str, Meta(description="All rows with notes and sources.")]


def compare_platforms(request: HttpRequest, params: CompareParams) -> CompareResult:
    """Compare as the page does."""
    setting = setting_of(request)
    catalogue = setting.catalogue
    platforms = list(dict.fromkeys(platform_of(catalogue, name).slug for name in params.platforms))
    if len(platforms) < FEWEST:
        raise ToolError("A comparison needs two different platforms.")
    keys = {key_of(catalogue, about) for about in params.about}
    result = compare(
        catalogue=catalogue,
        platforms=[catalogue.platform_by_slug[slug] for slug in platforms],
        today=timezone.now().date(),
    )
    rows = [row for row in result.rows if not keys or row.key in keys]
    path = Selection(tuple(platforms)).path
    return CompareResult(
        [clause_sentence(clause) for clause in result.in_short],
        [_row(row) for row in rows],
        [cell_answer(setting, row.point, cell) for row in rows for cell in row.cells] if keys else [],
        f"{setting.site}/compare/{path}/",
        f"{setting.site}{reverse('comparison_markdown', kwargs={'slugs': path})}",
    )


def _row(row: Row) -> ComparedRow:
    values = {cell.platform.slug: cell_words(row.point, cell) for cell in row.cells}
    return ComparedRow(row.key, str(row_word(row)), row.verdict, values)
