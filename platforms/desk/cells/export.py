"""All cells of a kind as a table, unknown ones too: what imports read."""

import csv
import io
from collections.abc import Iterator

from platforms.desk.cells import columns
from platforms.desk.cells.columns import Kind
from platforms.domain.document.parts import Document
from platforms.domain.people import Audience
from platforms.domain.plain_text import is_formula, plain
from platforms.domain.vocabulary import Subject


def as_csv(document: Document, kind: Kind, *, platform: str = "") -> bytes:
    """Return CSV with a byte order mark, by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(_rows(document, kind, platform))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(document: Document, kind: Kind, *, platform: str = "") -> bytes:
    """Return a workbook of one sheet."""
    import openpyxl  # here, not above: few processes ever write one

    book, out = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet(kind.field)
    for row in _rows(document, kind, platform):
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def _rows(document: Document, kind: Kind, only: str) -> Iterator[tuple[str, ...]]:
    yield kind.columns
    about = {
        "trait": [trait.slug for trait in document.traits],
        "feature": [feature.slug for feature in document.features],
        "goal": [goal.slug for goal in document.goals],
        "subject": [str(one) for one in (Audience if kind.field == "audience" else Subject)],
    }[kind.about]
    for platform in document.platforms:
        if only and platform.slug != only:
            continue
        cells = {str(key): cell for key, cell in getattr(platform, kind.field).items()}
        for slug in about:
            cell = cells.get(slug)
            values = (
                columns.write(getattr(cell, columns.name_of(name), None)) if name != "sources" else _sources(cell)
                for name in kind.columns[2:]
            )
            yield (platform.slug, slug, *map(_safe, values))


def _sources(cell) -> str:
    return " ".join(cell.sources) if cell else ""


def _safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    text = plain(text)
    return f"'{text}" if is_formula(text) else text
