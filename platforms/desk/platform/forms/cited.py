"""Forms of cited claims: sources, the day of the last check, a note."""

from typing import Any

import msgspec
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforms.desk.sources.fields import CiteField, day_field
from platforms.desk.sources.known import KnownSources
from platforms.domain.catalogue.evidence import FRESH_FOR
from platforms.domain.vocabulary import Value


class CitedForm(forms.Form):
    """Boxes keep the sources that a part has, and a field adds others by slug or address."""

    sources = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple, label=_("Sources"))
    more = CiteField(label=_("Add a source: paste its address, or choose"))
    checked_on = day_field(label=_("Checked on"))
    checked_today = forms.BooleanField(required=False, label=_("Checked today, unchanged"))

    def __init__(self, *args, part: Any, known: KnownSources, **kwargs):
        self.part, self.known = part, known
        self.is_checked = False
        """Was it checked today with its whole group?"""
        self.group_sources: list[str] = []
        """What it cites where it is filled in and has no source of its own."""
        self.new_sources: list = []
        """Forms of the new pages that its field names."""
        kwargs["initial"] = self.initial_of(part) if part else {}
        super().__init__(*args, **kwargs)
        self.fields["more"].known = known  # type: ignore[attr-defined]
        slugs = list(part.sources) if part else []
        if self.is_bound:
            sent = self.data.getlist(self.add_prefix("sources"))  # type: ignore[attr-defined]
            slugs += [slug for slug in sent if slug in known and slug not in slugs]
        self.fields["sources"].choices = [(slug, known.get(slug, slug)) for slug in slugs]  # type: ignore[attr-defined]

    def initial_of(self, part) -> dict[str, Any]:
        """Return a part's fields by name."""
        fields = {name: getattr(part, name) for name in part.__struct_fields__}
        return fields | {"sources": list(part.sources)}

    def clean(self):
        cleaned = super().clean() or {}
        if (day := cleaned.get("checked_on")) and day > timezone.now().date():
            self.add_error("checked_on", _("This day lies in the future."))
        return cleaned

    def _clean_form(self):
        super()._clean_form()  # type: ignore[misc]  # the last word, once each form has cleaned its own fields
        data = self.cleaned_data
        if data.get("more") and not self.errors and not (self.is_filled or self._has_other("note")):
            self.add_error("more", _("Enter what this source says, or leave it out."))

    def _has_other(self, *names: str) -> bool:
        """Tell whether any of these fields is filled in."""
        return any(self.cleaned_data.get(name) not in (None, "") for name in names)

    def dated(self, part: Any) -> Any:
        """Return the part with the day of its check: today where it changed and no other day was given."""
        if part is None or not self.is_filled or not hasattr(part, "checked_on"):
            return part
        before = getattr(self.part, "checked_on", None)
        if self.is_checked or (part.checked_on == before and part != self.part):
            return msgspec.structs.replace(part, checked_on=timezone.now().date())
        return part

    @property
    def own_fields(self) -> list:
        """Return the fields of the claim itself, the note last."""
        own = [field for field in self if field.name not in ("sources", "more", "checked_on", "checked_today")]
        return sorted(own, key=lambda field: field.name == "note")

    @property
    def cited(self) -> dict[str, Any]:
        """Return the sources and the day of the check as entered."""
        data = self.cleaned_data
        day = timezone.now().date() if data["checked_today"] and self.is_filled else data["checked_on"]
        return {"sources": self.cited_sources, "checked_on": day}

    @property
    def cited_sources(self) -> tuple[str, ...]:
        """Return the sources as entered; those of the group for a cell that was filled in without any."""
        own = {*self.cleaned_data["sources"], *self.cleaned_data["more"]}
        if not own and self.group_sources and self.is_filled and self.has_changed():
            own = {*self.group_sources}
        return tuple(sorted(own))

    @property
    def is_filled(self) -> bool:
        """Tell whether the cell has a value."""
        raise NotImplementedError

    def result(self) -> Any:
        """Return the cell as entered, None for unknown."""
        raise NotImplementedError

    @property
    def state(self) -> str:
        """Return "unknown", "uncited", "stale" or "" for the cell as it is stored."""
        if self.part is None or getattr(self.part, "value", None) is Value.UNKNOWN:
            return "unknown"
        if not self.part.sources:
            return "uncited"
        day = self.part.checked_on
        return "" if day and timezone.now().date() - day <= FRESH_FOR else "stale"


class NotedForm(CitedForm):
    """A cited claim with a note."""

    note = forms.CharField(
        required=False, max_length=400, label=_("Note"), widget=forms.Textarea(attrs={"rows": 1, "cols": 20})
    )
