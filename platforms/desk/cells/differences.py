"""Differences between a row of a spreadsheet and the stored cell, as HTML."""

from django.template.loader import render_to_string
from import_export.resources import Diff


class PlainDiff(Diff):
    """Differences without the library's inline styles, which our content security policy forbids."""

    def as_html(self) -> list[str]:
        return [new if old == new else self._changed(old, new) for old, new in zip(self.left, self.right, strict=True)]

    def _changed(self, old: str, new: str) -> str:
        return render_to_string("admin/cell_difference.html", {"old": "" if self.new else old, "new": new})
