"""Read a workbook in a process of its own, with limits of memory and time: a few kB can hold gigabytes of cells.

`python -m platforms.desk.cells.workbook` reads an XLSX from standard input and writes its rows as JSON.
"""

import datetime
import io
import json
import resource
import subprocess
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

MEMORY = 512 * 1024 * 1024
SECONDS = 10
MOST_COLUMNS = 20

type Rows = list[list[Any]]


def read_workbook(content: bytes, *, most_rows: int) -> Rows:
    """Return the rows of the first sheet, as text, numbers and nothing. Raise ValidationError beyond the limits."""
    command = [sys.executable, "-m", "platforms.desk.cells.workbook", str(most_rows)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=True, timeout=2 * SECONDS)  # noqa: S603
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise ValidationError(
            gettext_lazy("This workbook can't be read, or needs too much memory or time. Nothing was read.")
        ) from error
    return json.loads(done.stdout)


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import openpyxl  # here, not above: only this process reads workbooks

    most_rows = int(sys.argv[1])
    book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()), read_only=True, data_only=True)
    found = book.worksheets[0].iter_rows(max_row=most_rows + 2, max_col=MOST_COLUMNS, values_only=True)
    json.dump([[_plain(value) for value in row] for row in found], sys.stdout)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


if __name__ == "__main__":
    _main()
