"""Signing in: name, password and, for those who set one up, the code of the second factor."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_otp import devices_for_user, verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice


class SignInForm(AdminAuthenticationForm):
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
            user.otp_device = device  # type: ignore[attr-defined]  # django-otp keeps it in the session
        return cleaned


def accepted_by(user, devices, code: str):
    """The device that takes the code, or None. Six digits are an app's; a wrong one slows down only its own device."""
    is_apps = code.isdigit() and len(code) == 6
    asked = [device for device in devices if isinstance(device, TOTPDevice) == is_apps] if code else []
    found = (verify_token(user, device.persistent_id, code) for device in asked)
    return next(filter(None, found), None)
