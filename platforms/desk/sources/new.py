"""The form of a new source beside the cell that cites it, and the forms of one save."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforms.desk.sources.fields import day_field
from platforms.desk.sources.known import KnownSources, addresses_of
from platforms.domain.document.parts import SourcePart
from platforms.models.fields import is_slug
from platforms.sources.same_page import page_key, with_scheme

PREFIX = "source-"
MOST = 50
"""New sources in one save."""


class NewSourceForm(forms.Form):
    """A new source, which every cell of the same page can cite; none without a URL."""

    url = forms.URLField(required=False, max_length=500, label=_("URL"), assume_scheme="https")
    title = forms.CharField(required=False, max_length=300, label=_("Title"))
    publisher = forms.CharField(required=False, max_length=200, label=_("Publisher"))
    official = forms.BooleanField(required=False, label=_("By the platform's operator"))
    published_on = day_field(label=_("Published on"))
    read_on = day_field(label=_("Read on"), initial=lambda: timezone.now().date())
    slug = forms.CharField(required=False, max_length=80, validators=[is_slug], widget=forms.HiddenInput)

    def __init__(self, *args: Any, known: KnownSources | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean(self):
        cleaned = super().clean() or {}
        if not cleaned.get("url"):
            if "url" not in self.errors and any(cleaned.get(name) for name in ("slug", "title", "publisher")):
                self.add_error("url", _("Give the address, or leave the whole source out."))
            return cleaned
        if "read_on" not in self.errors:
            cleaned["read_on"] = cleaned.get("read_on") or timezone.now().date()
        for name in ("title", "publisher"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed."))
        read, published = cleaned.get("read_on"), cleaned.get("published_on")
        if read and read > timezone.now().date():
            self.add_error("read_on", _("This day lies in the future."))
        if read and published and published > read:
            self.add_error("published_on", _("A page can't be read before it was published."))
        if not self.errors and not cleaned["slug"] and self.known is not None:
            cleaned["slug"] = self.known.new_slug(cleaned["publisher"], cleaned["title"])
        return cleaned

    @property
    def is_needed(self) -> bool:
        """Tell whether there is something to add: somebody else may have added the page meanwhile."""
        data = self.cleaned_data
        return bool(data["url"]) and bool(self.data.get(self.add_prefix("slug")) or not self._is_stored(data["url"]))

    def _is_stored(self, url: str) -> bool:
        return self.known is not None and self.known.is_stored_page(url)

    def result(self) -> tuple[str, SourcePart] | None:
        """Return slug and source as entered, or None."""
        data = self.cleaned_data
        if not self.is_needed:
            return None
        part = SourcePart(
            data["url"], data["title"], data["publisher"], data["official"], data["read_on"], data["published_on"]
        )
        return data["slug"], part


def prefix_of(url: str) -> str:
    """Return the prefix of a new page's form: the same wherever its address is pasted."""
    return PREFIX + hashlib.sha256(page_key(url).encode()).hexdigest()[:8]


def sent_forms(data: Any, known: KnownSources) -> list[NewSourceForm]:
    """Return the forms of new sources that a browser sent, and add what they say to what is known."""
    prefixes = dict.fromkeys(key.rpartition("-")[0] for key in data if key.startswith(PREFIX) and key.count("-") == 2)
    forms_of_new = [NewSourceForm(data, prefix=prefix, known=known) for prefix in [*prefixes][:MOST]]
    for form in forms_of_new:
        form.full_clean()
        if url := form.cleaned_data.get("url") or form["url"].value():
            known.add(form.cleaned_data.get("slug", ""), url)
    return forms_of_new


def empty_form(url: str, **initial: Any) -> NewSourceForm:
    """Return the form that asks for a new page's title and publisher."""
    day = timezone.now().date()
    return NewSourceForm(prefix=prefix_of(url), initial={"url": with_scheme(url), "read_on": day} | initial)


def place(new_forms: Iterable[NewSourceForm], cells: Iterable[Any], known: KnownSources) -> list[NewSourceForm]:
    """Give each cell that names a new page its form, the first that names it; return the forms that no cell took.

    A page that has no form yet gets an empty one.
    """
    waiting = {page_key(form["url"].value() or ""): form for form in new_forms}
    placed: set[str] = set()
    for cell in cells:
        for url in addresses_of([str(cell["more"].value() or "")]):
            key = page_key(url)
            if key not in placed and (key in waiting or not known.is_stored_page(url)):
                placed.add(key)
                cell.new_sources.append(waiting.pop(key, None) or empty_form(url))
    return list(waiting.values())
