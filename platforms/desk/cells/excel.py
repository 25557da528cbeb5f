"""Excel's format for tablib, loaded when it is first used.

Importing import_export makes tablib look for its formats, and openpyxl, which reads and writes this one, takes 16 MB
of every process.
"""

from typing import Any

from tablib.formats import registry


class Excel:
    """tablib's own format, behind its title and extensions."""

    title = "xlsx"
    extensions = ("xlsx",)

    def __getattr__(self, name: str) -> Any:
        from tablib.formats._xlsx import XLSXFormat  # here, not above: it loads openpyxl

        return getattr(XLSXFormat, name)


def register() -> None:
    """Register the format with tablib in place of its own."""
    registry.register("xlsx", Excel())
