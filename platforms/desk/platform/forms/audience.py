"""Forms of uses, and of the four parts of an audience."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from platforms.audience_words import CHECK_NAMES, FIELD_NAMES, REQUIREMENT_NAMES, USE_WORDS
from platforms.desk.audience import codes_of, exceptions_of, text_of
from platforms.desk.platform.forms.cited import CitedForm, NotedForm
from platforms.domain.document.audience import EVIDENCE, PARTS, problems_of
from platforms.domain.document.platform_part import AudienceCellPart, UsePart
from platforms.domain.people import AgeCheck, Audience, Field, Requirement

OBSERVABLE = (
    _("Tools or rules prevent it."),
    _("It can be done: the tool is cited, and the operator's own list of uses (cited) is without it."),
    _("General tools suffice, and independent sources show that people do."),
    _("Dedicated tools, and the operator or surveys name it among the main uses."),
    _("The operator names it as the main purpose, and the first screens and tools serve it."),
)
"""What an editor looks for, by level."""


class UseForm(CitedForm):
    """How far people use a platform for a goal, and why."""

    levels = [
        {"value": value, "label": word, "description": observable}
        for value, (word, observable) in enumerate(zip(USE_WORDS, OBSERVABLE, strict=True))
    ]

    level = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=_("Level"),
        choices=[("", _("Unknown")), *((level["value"], level["label"]) for level in levels)],
    )  # fmt: skip
    why = forms.CharField(
        required=False, max_length=400, label=_("Why"), widget=forms.Textarea(attrs={"rows": 2, "cols": 20})
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("level") is None and cleaned.get("why"):
            self.add_error("level", _("Choose a level, or leave out why."))
        if cleaned.get("level") is not None and not cleaned.get("why"):
            self.add_error("why", _("Say why, in one sentence."))
        return cleaned

    @property
    def is_filled(self) -> bool:
        return self.cleaned_data.get("level") is not None

    def result(self) -> UsePart | None:
        """Return the use as entered, None for unknown."""
        data = self.cleaned_data
        return UsePart(data["level"], data["why"], **self.cited) if self.is_filled else None


class CodesField(forms.CharField):
    """Two-letter codes of countries, separated by commas."""

    def prepare_value(self, value: Any) -> str:
        return text_of(value)

    read = staticmethod(codes_of)

    def to_python(self, value: Any) -> Any:
        return self.read(super().to_python(value) or "")


class ExceptionsField(CodesField):
    """Minimum ages by country: "AU 16, KR 14"."""

    read = staticmethod(exceptions_of)  # type: ignore[assignment]


class AudienceForm(NotedForm):
    """A part of the audience; unknown unless it is ticked as known or something is entered."""

    subject: Audience
    is_known = forms.BooleanField(required=False, label=_("Known"))

    def initial_of(self, part) -> dict[str, Any]:
        return super().initial_of(part) | {"is_known": True}

    @property
    def own(self) -> dict[str, Any]:
        """Return what is entered of the part itself, without what is empty."""
        names = [name for name in PARTS[self.subject].__struct_fields__ if name not in EVIDENCE]
        given = {name: self.cleaned_data.get(name) for name in names}
        return {name: value for name, value in given.items() if value not in (None, "", (), [], {})}

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data.get("is_known") or self.own)

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned.get("note") and not self.is_filled:
            self.add_error("is_known", _("Tick this if you know it, or leave out the note."))
        elif part := self.result():
            for problem in problems_of(part):
                self.add_error(self.place_of_problems, f"{problem[:1].upper()}{problem[1:]}.")
        return cleaned

    place_of_problems = "is_known"

    def result(self) -> AudienceCellPart | None:
        """Return the part as entered, None for unknown."""
        if not self.is_filled:
            return None
        return PARTS[self.subject](**self.own, note=self.cleaned_data["note"], **self.cited)


class CountriesForm(AudienceForm):
    """Where a platform is offered."""

    subject = Audience.COUNTRIES
    place_of_problems = "offered"

    offered = CodesField(required=False, label=_("Only in"), help_text=_("Such as US, CA. Empty: worldwide."))
    not_offered = CodesField(required=False, label=_("Everywhere but in"))
    members = CodesField(required=False, label=_("Where most members are"))


class AgesForm(AudienceForm):
    """From which age a platform may be used."""

    subject = Audience.AGES
    place_of_problems = "younger"

    is_known = None  # type: ignore[assignment]  # it is, with a minimum
    minimum = forms.IntegerField(required=False, min_value=0, max_value=99, label=_("Minimum age"))
    exceptions = ExceptionsField(required=False, label=_("Other minimum ages"), help_text=_("Such as AU 16, KR 14."))
    check = forms.TypedChoiceField(
        required=False, coerce=AgeCheck, empty_value=AgeCheck.NOT_KNOWN, label=_("How age is checked"),
        choices=[(check.value, CHECK_NAMES[check]) for check in AgeCheck],
    )  # fmt: skip
    younger = forms.IntegerField(
        required=False, min_value=0, max_value=99, label=_("Version for younger people from"),
    )  # fmt: skip

    @property
    def own(self) -> dict[str, Any]:
        """Return what is entered; 0 is an age."""
        return super().own | {n: v for n in ("minimum", "younger") if (v := self.cleaned_data.get(n)) is not None}

    def clean(self):
        cleaned = NotedForm.clean(self)
        if not self.errors and cleaned.get("minimum") is None and (self.own or cleaned.get("note")):
            self.add_error("minimum", _("Give the minimum age."))
        return cleaned if self.errors else super().clean()


class ChosenForm(AudienceForm):
    """A part that is a choice of several; what was stored keeps its order."""

    name: str

    @property
    def own(self) -> dict[str, Any]:
        chosen, stored = tuple(self.cleaned_data.get(self.name, ())), getattr(self.part, self.name, ())
        return {self.name: stored if {*stored} == {*chosen} else chosen} if chosen else {}


def _boxes(kind: Any, labels: Any, label: Any) -> forms.TypedMultipleChoiceField:
    choices = [(one.value, labels[one]) for one in kind]
    return forms.TypedMultipleChoiceField(
        required=False, coerce=kind, label=label, choices=choices, widget=forms.CheckboxSelectMultiple
    )


class FieldsForm(ChosenForm):
    """Whom a platform is made for."""

    subject = Audience.FIELDS
    name = "fields"

    fields: Any = _boxes(Field, FIELD_NAMES, _("Made for; none of them: for everyone"))


class JoiningForm(ChosenForm):
    """What you need to join."""

    subject = Audience.JOINING
    name = "needs"

    needs = _boxes(Requirement, REQUIREMENT_NAMES, _("Needed; none of them: an e-mail address or app store account"))


FORMS: dict[Audience, type[AudienceForm]] = {
    form.subject: form for form in (CountriesForm, AgesForm, FieldsForm, JoiningForm)
}
