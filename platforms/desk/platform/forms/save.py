"""The form with what every save carries: a note, and the state of the platform that the editor saw."""

import msgspec
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from platforms.domain.document.platform_part import PlatformPart

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
