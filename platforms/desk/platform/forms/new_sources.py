"""The form of a source that a save adds."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforms.desk.platform.forms.cited import day_field
from platforms.domain.document.parts import SourcePart
from platforms.models.fields import is_slug


class NewSourceForm(forms.Form):
    """A new source, which every cell of the same page can cite; none without a URL."""

    slug = forms.CharField(required=False, max_length=80, validators=[is_slug], label=_("Slug"))
    url = forms.URLField(required=False, max_length=500, label=_("URL"), assume_scheme="https")
    title = forms.CharField(required=False, max_length=300, label=_("Title"))
    publisher = forms.CharField(required=False, max_length=200, label=_("Publisher"))
    official = forms.BooleanField(required=False, label=_("Official"), help_text=_("By the platform's operator."))
    published_on = day_field(label=_("Published on"))
    read_on = day_field(label=_("Read on"), initial=lambda: timezone.now().date())

    def clean(self):
        cleaned = super().clean() or {}
        if not cleaned.get("url"):
            return cleaned
        for name in ("slug", "title", "publisher", "read_on"):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed."))
        read, published = cleaned.get("read_on"), cleaned.get("published_on")
        if read and read > timezone.now().date():
            self.add_error("read_on", _("This day lies in the future."))
        if read and published and published > read:
            self.add_error("published_on", _("A page can't be read before it was published."))
        return cleaned

    def result(self) -> tuple[str, SourcePart] | None:
        """Return slug and source as entered, or None."""
        data = self.cleaned_data
        if not data["url"]:
            return None
        part = SourcePart(
            data["url"], data["title"], data["publisher"], data["official"], data["read_on"], data["published_on"]
        )
        return data["slug"], part
