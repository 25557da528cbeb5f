"""Read a workbook in a process of its own, with limits of memory and time: a few kB can hold gigabytes of cells.

`python -m platforms.desk.cells.workbook` reads an XLSX from standard input and writes its sheets as JSON.
"""

import datetime
import io
import json
import resource
import subprocess
import sys
from typing import Any

MEMORY = 512 * 1024 * 1024
SECONDS = 10
MOST_COLUMNS = 30
MOST_SHEETS = 20

FORMULA = "\x00formula"
"""In place of a formula whose value was not saved with the workbook."""

type Rows = list[list[Any]]


class Unreadable(Exception):
    """The file can't be read; the text says why, in a sentence."""


def read_workbook(content: bytes, *, most_rows: int) -> dict[str, Rows]:
    """Return the rows of each sheet by its name, as text, numbers and nothing. Raise Unreadable beyond the limits."""
    command = [sys.executable, "-m", "platforms.desk.cells.workbook", str(most_rows)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=True, timeout=2 * SECONDS)  # noqa: S603
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise Unreadable("This workbook can't be read, or needs too much memory or time.") from error
    return json.loads(done.stdout)


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import openpyxl  # here, not above: only this process reads workbooks

    most_rows, content = int(sys.argv[1]), sys.stdin.buffer.read()

    def sheets(data_only: bool) -> list[tuple[str, Any]]:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only)
        return [
            (sheet.title, sheet.iter_rows(max_row=most_rows + 2, max_col=MOST_COLUMNS, values_only=True))
            for sheet in book.worksheets[:MOST_SHEETS]
        ]

    found = {}
    for (name, values), (_name, formulas) in zip(sheets(True), sheets(False), strict=True):
        found[name] = [
            [_plain(*pair) for pair in zip(row, written, strict=False)]
            for row, written in zip(values, formulas, strict=False)
        ]
    json.dump(found, sys.stdout)


def _plain(value: Any, written: Any) -> Any:
    if value is None and isinstance(written, str) and written.startswith("="):
        return FORMULA
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


if __name__ == "__main__":
    _main()
