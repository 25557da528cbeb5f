"""The form of a tip, for one goal or for any."""

from django import forms
from django.utils.translation import gettext_lazy as _

from platforms.desk.platform.forms.cited import CitedForm
from platforms.domain.document.platform_part import TipPart


class TipForm(CitedForm):
    """A tip; none without a text. A tip is never checked again, so it has no day."""

    text = forms.CharField(
        required=False, max_length=400, label=_("Advice"), help_text=_("Empty: no tip"),
        widget=forms.Textarea(attrs={"rows": 2, "cols": 20}),
    )  # fmt: skip
    goal = forms.ChoiceField(required=False, label=_("For the goal"))

    def __init__(self, *args, goals, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal"].choices = [("", _("any")), *goals]  # type: ignore[attr-defined]
        del self.fields["checked_on"], self.fields["checked_today"]

    def result(self) -> TipPart | None:
        """Return the tip as entered, or None."""
        data = self.cleaned_data
        sources = tuple(sorted({*data["sources"], *data["more"]}))
        return TipPart(data["text"], data["goal"] or None, sources) if data["text"] else None

    @property
    def state(self) -> str:
        """Return "": a tip is never stale."""
        return ""
