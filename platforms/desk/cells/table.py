"""A file as Excel and its kin write it to rows with headings: whichever separator, encoding, sheet and capitals."""

import csv
import io
import re
from dataclasses import dataclass, field
from typing import Any

from platforms.desk.cells.workbook import Unreadable, read_workbook
from platforms.domain.plain_text import plain

MOST_ROWS = 5000
MOST_COLUMNS = 30

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}

FORMULA_MARK = re.compile(r"'(?=\s*[=+\-@]|[\t\r\n])")
"""The apostrophe that our exports put before what a spreadsheet would take for a formula."""


@dataclass
class Table:
    """Rows by heading, each with its number as a spreadsheet counts; and what was read, in words."""

    headings: list[str]
    rows: list[tuple[int, dict[str, Any]]]
    read: str
    others: list[str] = field(default_factory=list)
    """Other sheets that would do as well; then nothing is chosen yet."""


def read_table(content: bytes, *, wanted: tuple[str, ...], sheet: str = "") -> Table:
    """Read CSV or XLSX, under any name; `wanted` are the headings that it must have. Raise Unreadable."""
    if content[:4] == b"PK\x03\x04":
        return _from_workbook(content, wanted, sheet)
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable("This is a workbook of old Excel (.xls). Save it as .xlsx or as CSV.")
    text, encoding = _decoded(content)
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    try:
        rows: list[list[Any]] = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append(row[: MOST_COLUMNS + 1])
            if len(rows) > MOST_ROWS + 2:
                break
    except csv.Error as error:
        raise Unreadable(f"This CSV breaks off after row {len(rows)}: a quotation mark is not closed.") from error
    table = _table(rows)
    table.read = f"CSV, separated by {SEPARATORS[separator]}, {encoding}: {_count(table)}"
    return table


def heading(value: Any) -> str:
    """Return a heading as we write it: "Checked on" is checked_on."""
    return re.sub(r"[\s\-]+", "_", str(value if value is not None else "").strip().lower())


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text and how it was encoded. Raise Unreadable for what is no text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        tries = [("utf-16", "UTF-16")]
    elif content[:3] == b"\xef\xbb\xbf":
        tries = [("utf-8-sig", "UTF-8 with a byte order mark")]
    else:
        tries = [("utf-8", "UTF-8"), ("cp1252", "Windows-1252")]
    for name, words in tries if b"\x00" not in content or tries[0][0] == "utf-16" else ():
        try:
            return content.decode(name), words
        except UnicodeDecodeError:
            continue
    raise Unreadable("This is neither a CSV nor an XLSX file.")


def _from_workbook(content: bytes, wanted: tuple[str, ...], sheet: str) -> Table:
    tables = {name: _table(rows) for name, rows in read_workbook(content, most_rows=MOST_ROWS).items()}
    fitting = [name for name, table in tables.items() if set(wanted) <= set(table.headings) and table.rows]
    if sheet in fitting:
        fitting = [sheet]
    if len(fitting) > 1:
        return Table([], [], "", fitting)
    if not fitting and not tables:
        raise Unreadable("This workbook has no sheet with cells.")
    name = fitting[0] if fitting else next(iter(tables))
    left = [other for other in tables if other != name and tables[other].headings]
    table = tables[name]
    table.read = f"XLSX, the sheet “{name}”: {_count(table)}"
    if left:
        table.read += f". Left out: {', '.join(f'“{other}”' for other in left)}"
    return table


def _table(rows: list[list[Any]]) -> Table:
    """Return the rows under the first that is not empty. Raise Unreadable when there are too many."""
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(_cleaned(value) != "" for value in row)]
    if not filled:
        return Table([], [], "")
    headings = [heading(value) for value in filled[0][1]]
    while headings and not headings[-1]:
        headings.pop()
    if len(headings) > MOST_COLUMNS:
        raise Unreadable(f"More than {MOST_COLUMNS} columns can't be read.")
    if len(filled) - 1 > MOST_ROWS:
        raise Unreadable(f"More than {MOST_ROWS} rows at once can't be read.")
    found = [
        (number, {name: _cleaned(value) for name, value in zip(headings, row, strict=False) if name})
        for number, row in filled[1:]
    ]
    return Table(headings, found, "")


def _cleaned(value: Any) -> Any:
    """Return a cell without control characters and without our apostrophe; numbers as they are."""
    if value is None:
        return ""
    if not isinstance(value, str) or value.startswith("\x00"):
        return value
    return FORMULA_MARK.sub("", plain(value), count=1) if value[:1] == "'" else plain(value)


def _count(table: Table) -> str:
    return "1 row" if len(table.rows) == 1 else f"{len(table.rows)} rows"
