"""The fields that cite: sources by slug or by a pasted address, and the day of a check."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from platforms.desk.sources.known import KnownSources, words_of
from platforms.sources.same_page import is_address


def day_field(**options) -> forms.DateField:
    """Return an optional field for a day, with the browser's own picker."""
    return forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


LOOK_UP = {
    "list": "source-choices",
    "autocomplete": "off",
    "autocapitalize": "off",
    "spellcheck": "false",
    "data-source-search": "",
    "hx-get": reverse_lazy("admin:platforms_source_look_up"),
    "hx-trigger": "change",
    "hx-target": "next .desk-found",
    "hx-include": "#sheet [name^='source-'][name$='-url'], [data-place]",
}
"""As soon as something was typed or pasted, the page says what it is, and asks for the title of what is new."""


class CiteField(forms.CharField):
    """Slugs and addresses of sources; the form that has it sets `known`."""

    known: KnownSources

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.TextInput(attrs=LOOK_UP), max_length=2000, **options)

    def clean(self, value: Any) -> list[str]:
        slugs = []
        for word in words_of(super().clean(value)):
            slug = self.known.slug_of(word)
            if slug is None:
                new = _("This page is new here. Give its title and publisher.")
                wrong = _("There is no source “%(word)s”. Choose one of the list, or paste the address of its page.")
                raise ValidationError(new if is_address(word) else wrong, params={"word": word})
            slugs.append(slug)
        return list(filter(None, dict.fromkeys(slugs)))


class GroupCiteForm(forms.Form):
    """The source of what an editor enters in a group of cells: cited by those that have none."""

    more = CiteField(
        label=_("Source of what you enter here"),
        help_text=_("Paste an address, or choose. Each cell that you fill in and that has no source cites it."),
    )

    def __init__(self, *args: Any, known: KnownSources, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["more"].known = known  # type: ignore[attr-defined]
        self.new_sources: list = []
