"""Excel's format for the desk's spreadsheets, loaded when somebody first asks for it.

Whoever imports import_export has tablib look which formats there are, and openpyxl, which reads and writes this one,
takes sixteen megabytes of every process.
"""

from typing import Any

from tablib.formats import registry


class Excel:
    """tablib's own format behind its name; a format is an object with a title, extensions and functions."""

    title = "xlsx"
    extensions = ("xlsx",)

    def __getattr__(self, name: str) -> Any:
        from tablib.formats._xlsx import XLSXFormat

        return getattr(XLSXFormat, name)


def register() -> None:
    registry.register("xlsx", Excel())
