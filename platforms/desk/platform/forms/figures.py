"""The form of a figure: a number of something counted on a day."""

from django import forms
from django.utils.translation import gettext_lazy as _

from platforms.desk.platform.forms.cited import NotedForm, day_field
from platforms.domain.document.platform_part import FigurePart


class FigureForm(NotedForm):
    """A figure; none while nothing is counted."""

    counts = forms.CharField(required=False, max_length=80, label=_("What is counted"), help_text=_("Empty: no figure"))
    number = forms.IntegerField(required=False, min_value=0, max_value=10**15, label=_("Number"))
    as_of = day_field(label=_("As of"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("counts"):
            for name in ("number", "as_of"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("This is needed."))
        return cleaned

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data["counts"])

    def result(self) -> FigurePart | None:
        """Return the figure as entered, or None."""
        data = self.cleaned_data
        if not self.is_filled:
            return None
        return FigurePart(data["counts"], data["number"], data["as_of"], data["note"], **self.cited)
