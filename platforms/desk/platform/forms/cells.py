"""Forms of single cells: a rating, the support of a feature, a fact, a figure, a tip."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from platforms.desk.platform.forms.cited import CitedForm, NotedForm
from platforms.desk.sources.fields import day_field
from platforms.domain.document.platform_part import FactPart, FigurePart, RatingPart, SupportPart, TipPart
from platforms.domain.prices import is_price
from platforms.domain.vocabulary import Subject, Value
from platforms.words import LABELS


class RatingForm(CitedForm):
    """A range of a trait's levels, and why."""

    low = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label=_("From"))
    high = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, label=_("To"))
    why = forms.CharField(
        required=False, max_length=400, label=_("Why"), widget=forms.Textarea(attrs={"rows": 2, "cols": 20})
    )

    def __init__(self, *args, trait, **kwargs):
        super().__init__(*args, **kwargs)
        self.levels = sorted(trait.levels.all(), key=lambda level: level.value)
        for name, nothing in (("low", _("Unknown")), ("high", _("the same"))):
            choices = [("", nothing), *((level.value, f"{level.value} {level.label}") for level in self.levels)]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("low"), cleaned.get("high")
        if low is None and high is not None:
            self.add_error("low", _("Say where the range begins."))
        elif low is None and cleaned.get("why"):
            self.add_error("low", _("Choose a level, or leave out why."))
        elif low is not None:
            cleaned["high"] = low if high is None else high
            if low > cleaned["high"]:
                self.add_error("high", _("The lowest level can't be above the highest."))
            if not cleaned.get("why"):
                self.add_error("why", _("Say why, in one sentence."))
        return cleaned

    @property
    def is_filled(self) -> bool:
        return self.cleaned_data.get("low") is not None

    def result(self) -> RatingPart | None:
        """Return the rating as entered, None for unknown."""
        data = self.cleaned_data
        return RatingPart(data["low"], data["high"], data["why"], **self.cited) if self.is_filled else None


class SupportForm(NotedForm):
    """Whether a platform has a feature."""

    value = forms.ChoiceField(
        choices=[(value.value, LABELS[value]) for value in Value], label=_("Value"), initial=Value.UNKNOWN.value
    )

    @property
    def is_filled(self) -> bool:
        return self.cleaned_data.get("value", Value.UNKNOWN) != Value.UNKNOWN

    def result(self) -> SupportPart | None:
        """Return the support as entered, None where nothing was stored or entered."""
        data = self.cleaned_data
        part = SupportPart(Value(data["value"]), data["note"], **self.cited)
        nothing = SupportPart(Value.UNKNOWN, "", ())
        return None if part == nothing and self.part is None else part


class FactForm(NotedForm):
    """A fact: a whole number for some subjects, a price for one, a text for others."""

    value = forms.CharField(required=False, max_length=200, label=_("Value"))

    def __init__(self, *args, subject: Subject, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject = subject

    def clean_value(self) -> str:
        value = self.cleaned_data["value"]
        whole = self.subject in (Subject.LAUNCHED, Subject.MINIMUM_AGE)
        if value and whole and not (value.isascii() and value.isdigit()):
            raise ValidationError(_("Give a whole number; put conditions into the note."))
        if value and self.subject is Subject.CHEAPEST_PAID_PLAN and not is_price(value):
            raise ValidationError(_("Write it like “7.99 USD a month, 2026-06”, or “none”."))
        return value

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("note") and not cleaned.get("value") and "value" not in self.errors:
            self.add_error("value", _("Give the fact, or leave out the note."))
        return cleaned

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data.get("value"))

    def result(self) -> FactPart | None:
        """Return the fact as entered, None for unknown."""
        data = self.cleaned_data
        return FactPart(data["value"], data["note"], **self.cited) if self.is_filled else None


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
        elif "counts" not in self.errors and self._has_other("number", "as_of", "note"):
            self.add_error("counts", _("Say what is counted, or leave the whole figure out."))
        return cleaned

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data.get("counts"))

    def result(self) -> FigurePart | None:
        """Return the figure as entered, or None."""
        data = self.cleaned_data
        if not self.is_filled:
            return None
        return FigurePart(data["counts"], data["number"], data["as_of"], data["note"], **self.cited)


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

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("text") and "text" not in self.errors and self._has_other("goal"):
            self.add_error("text", _("Write the advice, or leave the whole tip out."))
        return cleaned

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data.get("text"))

    def result(self) -> TipPart | None:
        """Return the tip as entered, or None."""
        data = self.cleaned_data
        return TipPart(data["text"], data["goal"] or None, self.cited_sources) if data["text"] else None

    @property
    def state(self) -> str:
        """Return "": a tip is never stale."""
        return ""
