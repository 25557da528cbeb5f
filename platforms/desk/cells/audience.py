"""Rows of a spreadsheet to parts of the audience and back: a column for each field of a part, as the sheet has them."""

from typing import Any

from django.core.exceptions import ValidationError
from import_export.fields import Field

from platforms.desk.audience import READ, text_of
from platforms.desk.cells.resources import CellResource
from platforms.models import AudienceCell


class PartField(Field):
    """A column with one field of a part's value."""

    def __init__(self, name: str):
        super().__init__(attribute="value", column_name=name)

    def clean(self, row, **kwargs) -> Any:
        text = str(row[self.column_name] if row[self.column_name] is not None else "").strip()
        try:
            return READ[self.column_name](text) if text else None
        except ValidationError as error:
            raise ValueError(f"{self.column_name}: {error.messages[0]}") from error

    def get_value(self, instance) -> Any:
        return (instance.value or {}).get(self.column_name)

    def save(self, instance, row, is_m2m=False, **kwargs) -> None:
        value, cleaned = dict(instance.value or {}), self.clean(row, **kwargs)
        value.pop(self.column_name, None)
        instance.value = value if cleaned is None else value | {self.column_name: _plain(cleaned)}

    def export(self, instance, **kwargs) -> str:
        return text_of(self.get_value(instance))


def _plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    return list(value) if isinstance(value, tuple) else value


class AudienceResource(CellResource):
    """Rows of parts of the audience; the columns of another part than the row's stay empty."""

    offered, not_offered, members = PartField("offered"), PartField("not_offered"), PartField("members")
    minimum, exceptions = PartField("minimum"), PartField("exceptions")
    check, younger = PartField("check"), PartField("younger")
    fields, needs = PartField("fields"), PartField("needs")

    class Meta:
        model = AudienceCell
        fields = ("platform", "subject", *READ, "note", "sources", "checked_on")
        import_id_fields = ("platform", "subject")

    def before_import_row(self, row, **kwargs) -> None:
        super().before_import_row(row, **kwargs)
        row["subject"] = str(row.get("subject") or "").strip().lower()
        row["note"] = row.get("note") or ""
