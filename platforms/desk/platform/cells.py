"""One form a cell. A form is made from a part of the document and gives a part back; it stores nothing itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforms.domain.catalogue.evidence import FRESH_FOR
from platforms.domain.document.platform_part import FactPart, FigurePart, RatingPart, SupportPart, TipPart
from platforms.domain.vocabulary import Subject, Value
from platforms.words import VALUES


def day_field(**options) -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class CitedForm(forms.Form):
    """Sources are kept by their boxes and added by slug; `known` is every slug there is or will be, to its title."""

    sources = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=_("Sources"))
    more = forms.CharField(
        required=False,
        label=_("Add a source"),
        widget=forms.TextInput(attrs={"list": "source-choices", "autocomplete": "off", "data-source-search": ""}),
    )
    checked_on = day_field(label=_("Checked on"))
    checked_today = forms.BooleanField(required=False, label=_("Checked today, unchanged"))

    def __init__(self, *args, part: Any, known: dict[str, str], **kwargs):
        self.part, self.known = part, known
        kwargs["initial"] = self.initial_of(part) if part else {}
        super().__init__(*args, **kwargs)
        held = list(part.sources) if part else []
        if self.is_bound:
            sent = self.data.getlist(self.add_prefix("sources"))  # type: ignore[attr-defined]
            held += [slug for slug in sent if slug in known and slug not in held]
        self.fields["sources"].choices = [(slug, known.get(slug, slug)) for slug in held]  # type: ignore[attr-defined]

    def initial_of(self, part) -> dict[str, Any]:
        fields = {name: getattr(part, name) for name in part.__struct_fields__}
        return fields | {"sources": list(part.sources)}

    def clean_more(self) -> list[str]:
        slugs = self.cleaned_data["more"].replace(",", " ").split()
        if unknown := [slug for slug in slugs if slug not in self.known]:
            raise ValidationError(
                _("There is no source “%(slug)s”. Choose one of the list, or add it under “New sources”."),
                params={"slug": unknown[0]},
            )
        return slugs

    def clean(self):
        cleaned = super().clean() or {}
        if (day := cleaned.get("checked_on")) and day > timezone.now().date():
            self.add_error("checked_on", _("This day lies in the future."))
        return cleaned

    @property
    def cited(self) -> dict[str, Any]:
        data = self.cleaned_data
        day = timezone.now().date() if data["checked_today"] and self.is_said else data["checked_on"]
        return {"sources": tuple(sorted({*data["sources"], *data["more"]})), "checked_on": day}

    @property
    def is_said(self) -> bool:
        """Does the cell say anything?"""
        raise NotImplementedError

    @property
    def state(self) -> str:
        """How the stored cell stands: "unknown", "uncited", "stale", or nothing."""
        if self.part is None or getattr(self.part, "value", None) is Value.UNKNOWN:
            return "unknown"
        if not self.part.sources:
            return "uncited"
        day = self.part.checked_on
        return "" if day and timezone.now().date() - day <= FRESH_FOR else "stale"


class RatingForm(CitedForm):
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
        elif low is not None:
            cleaned["high"] = low if high is None else high
            if low > cleaned["high"]:
                self.add_error("high", _("The lowest level can't be above the highest."))
            if not cleaned.get("why"):
                self.add_error("why", _("Say why, in one sentence."))
        return cleaned

    @property
    def is_said(self) -> bool:
        return self.cleaned_data["low"] is not None

    def result(self) -> RatingPart | None:
        data = self.cleaned_data
        return RatingPart(data["low"], data["high"], data["why"], **self.cited) if self.is_said else None


class NotedForm(CitedForm):
    note = forms.CharField(
        required=False, max_length=400, label=_("Note"), widget=forms.Textarea(attrs={"rows": 1, "cols": 20})
    )


class SupportForm(NotedForm):
    value = forms.ChoiceField(
        choices=[(value.value, VALUES[value]) for value in Value], label=_("Value"), initial=Value.UNKNOWN.value
    )

    @property
    def is_said(self) -> bool:
        return self.cleaned_data["value"] != Value.UNKNOWN

    def result(self) -> SupportPart | None:
        data = self.cleaned_data
        part = SupportPart(Value(data["value"]), data["note"], **self.cited)
        nothing = SupportPart(Value.UNKNOWN, "", ())
        return None if part == nothing and self.part is None else part


class FactForm(NotedForm):
    value = forms.CharField(required=False, max_length=200, label=_("Value"))

    def __init__(self, *args, subject: Subject, **kwargs):
        super().__init__(*args, **kwargs)
        self.subject = subject

    def clean_value(self) -> str:
        value = self.cleaned_data["value"]
        whole = self.subject in (Subject.LAUNCHED, Subject.MINIMUM_AGE)
        if value and whole and not (value.isascii() and value.isdigit()):
            raise ValidationError(_("Give a whole number; put conditions into the note."))
        return value

    @property
    def is_said(self) -> bool:
        return bool(self.cleaned_data["value"])

    def result(self) -> FactPart | None:
        data = self.cleaned_data
        return FactPart(data["value"], data["note"], **self.cited) if self.is_said else None


class FigureForm(NotedForm):
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
    def is_said(self) -> bool:
        return bool(self.cleaned_data["counts"])

    def result(self) -> FigurePart | None:
        data = self.cleaned_data
        if not self.is_said:
            return None
        return FigurePart(data["counts"], data["number"], data["as_of"], data["note"], **self.cited)


class TipForm(CitedForm):
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
        data = self.cleaned_data
        sources = tuple(sorted({*data["sources"], *data["more"]}))
        return TipPart(data["text"], data["goal"] or None, sources) if data["text"] else None

    @property
    def state(self) -> str:
        return ""
