"""The form to sign in with, which asks for a code where an account has a second factor."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_otp import devices_for_user, verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice


class SignInForm(AdminAuthenticationForm):
    """Django's form with a code, which only accounts with a second factor need."""

    code = forms.CharField(
        required=False,
        max_length=16,
        label=_("Code"),
        help_text=_("Only if you set up a second factor: the code of your app, or a recovery code."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def clean(self):
        cleaned = super().clean()
        user = self.get_user()
        if user is not None and (devices := list(devices_for_user(user))):
            device = accepted_by(user, devices, cleaned.get("code", "").replace(" ", ""))
            if device is None:
                raise ValidationError(_("Give the code of your app, or a recovery code. Wrong ones make you wait."))
            user.otp_device = device  # type: ignore[attr-defined]  # django-otp stores it in the session
        return cleaned


def accepted_by(user, devices, code: str):
    """Return the device that accepts the code, or None.

    Six digits are an app's, so that a wrong code makes only its own kind of device wait.
    """
    is_apps = code.isdigit() and len(code) == 6
    asked = [device for device in devices if isinstance(device, TOTPDevice) == is_apps] if code else []
    accepted = (verify_token(user, device.persistent_id, code) for device in asked)
    return next(filter(None, accepted), None)
