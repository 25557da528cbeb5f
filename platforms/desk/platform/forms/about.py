"""The forms around the cells: the platform's own fields, and what every save carries."""

import msgspec
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from platforms import glyphs
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.vocabulary import Kind, name_to_slug
from platforms.models import OtherName, Platform
from platforms.models.fields import is_slug
from platforms.words import LABELS


class AboutForm(forms.Form):
    """Name, address and summary; the address of a stored platform can't change."""

    name = forms.CharField(max_length=80, label=_("Name"))
    slug = forms.CharField(
        required=False, max_length=80, label=_("Slug"), validators=[is_slug],
        help_text=_("Part of its address. Made from the name where you leave it empty."),
    )  # fmt: skip
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
        slug = self.cleaned_data["slug"] or name_to_slug(self.cleaned_data.get("name", ""))[:80].strip("-")
        if not slug and "name" not in self.errors:
            raise ValidationError(_("Give a slug in Latin letters."))
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
