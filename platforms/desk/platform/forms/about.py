"""The forms around the cells: the platform's own fields, new sources, and what every save carries."""

import msgspec
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforms import glyphs
from platforms.desk.platform.forms.cited import day_field
from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.vocabulary import Kind, name_to_slug
from platforms.models import OtherName, Platform
from platforms.models.fields import is_slug
from platforms.words import LABELS


class AboutForm(forms.Form):
    """Name, address and summary; the address of a stored platform can't change."""

    name = forms.CharField(max_length=80, label=_("Name"))
    slug = forms.CharField(max_length=80, label=_("Slug"), validators=[is_slug], help_text=_("Part of its address."))
    also_known_as = forms.CharField(
        required=False, label=_("Also known as"), help_text=_("Former and second names, one a line."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    kind = forms.ChoiceField(choices=[(kind.value, LABELS[kind]) for kind in Kind], label=_("Kind"))
    website = forms.URLField(max_length=200, label=_("Website"), assume_scheme="https")
    tagline = forms.CharField(max_length=120, label=_("Tagline"))
    glyph = forms.CharField(
        required=False, max_length=40, label=_("Glyph"), help_text=_("The name of the brand's icon in Simple Icons."),
    )  # fmt: skip
    monogram = forms.CharField(
        required=False, max_length=2, label=_("Monogram"), help_text=_("What people know it by; for want of an icon."),
    )  # fmt: skip
    summary = forms.CharField(max_length=1200, label=_("Summary"), widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, part: PlatformPart | None, **kwargs):
        self.part = part
        initial = {}
        if part:
            initial = {name: getattr(part, name) for name in self.base_fields}
            initial["also_known_as"] = "\n".join(part.also_known_as)
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = part is not None  # old links have it

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if self.part is None and Platform.objects.filter(slug=slug).exists():
            raise ValidationError(_("There is a platform “%(slug)s” already."), params={"slug": slug})
        return slug

    def clean_glyph(self) -> str:
        glyph = self.cleaned_data["glyph"]
        if glyph and not glyphs.exists(glyph):
            raise ValidationError(_("Simple Icons has no icon “%(name)s”."), params={"name": glyph})
        return glyph

    def clean_monogram(self) -> str:
        monogram = self.cleaned_data["monogram"]
        others = Platform.objects.exclude(slug=self.part.slug if self.part else None)
        if monogram and (other := others.filter(monogram__iexact=monogram).first()):
            raise ValidationError(_("%(name)s has this monogram already."), params={"name": other.name})
        return monogram

    def clean_also_known_as(self) -> tuple[str, ...]:
        names = sorted({line.strip() for line in self.cleaned_data["also_known_as"].splitlines() if line.strip()})
        slugs = [name_to_slug(name) for name in names]
        own = self.part.slug if self.part else None
        taken = {*OtherName.objects.exclude(platform__slug=own).filter(slug__in=slugs).values_list("slug", flat=True)}
        taken |= {*Platform.objects.filter(slug__in=slugs).values_list("slug", flat=True)}
        for name, slug in zip(names, slugs, strict=True):
            if len(name) > 80 or not slug or slug in taken or slugs.count(slug) > 1:
                raise ValidationError(_("“%(name)s” can't be used: its address is taken."), params={"name": name})
        return tuple(names)


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
            if "url" not in self.errors and any(cleaned.get(name) for name in ("slug", "title", "publisher")):
                self.add_error("url", _("Give the address, or leave the whole source out."))
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


SALT = "platforms.admin.base"


class SaveForm(forms.Form):
    """A note, and the platform as the editor saw it: signed, since a save is compared with it."""

    note = forms.CharField(
        required=False,
        max_length=300,
        label=_("What changed, and why"),
        help_text=_("For the history; readers see it on the page of changes."),
    )
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_base(self) -> PlatformPart | None:
        if not self.cleaned_data["base"]:
            return None
        try:
            return msgspec.convert(signing.loads(self.cleaned_data["base"], salt=SALT), PlatformPart)
        except (signing.BadSignature, msgspec.ValidationError) as error:
            raise ValidationError(_("This form is damaged. Open the page again.")) from error


def signed(part: PlatformPart | None) -> str:
    """Return a part as a signed text, empty for none."""
    return signing.dumps(msgspec.to_builtins(part), salt=SALT, compress=True) if part else ""
