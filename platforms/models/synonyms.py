"""Synonyms: what else people call something when they search."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class LinesField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)


class SynonymsField(models.JSONField):
    """A list of what else people call something when they search."""

    def formfield(self, **options):
        return LinesField(required=False, label=self.verbose_name, help_text=self.help_text)


def synonyms_field() -> SynonymsField:
    """Return a field for synonyms."""
    return SynonymsField(
        _("also"),
        default=list,
        blank=True,
        help_text=_(
            "What else people call it when they search, one a line. For some levels of a trait: “privacy 0-1”."
        ),
    )
