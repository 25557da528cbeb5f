"""Signing in: the form, and a second factor: codes of an app (TOTP), and recovery codes for when the phone is lost."""

import io

import django_otp
from django import forms
from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django_otp import devices_for_user, verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
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


RECOVERY_CODES = 8


def own(site, request: HttpRequest) -> HttpResponse:
    """Show what is set up; remove it on POST from somebody who signed in with it."""
    device = TOTPDevice.objects.filter(user=request.user, confirmed=True).first()
    if request.method == "POST" and device and request.user.is_verified():  # type: ignore[union-attr]
        TOTPDevice.objects.filter(user=request.user).delete()
        StaticDevice.objects.filter(user=request.user).delete()
        messages.success(request, _("Your second factor is removed."))
        return redirect("admin:second_factor")
    left = StaticToken.objects.filter(device__user=request.user).count()
    return _page(site, request, {"device": device, "left": left})


def add(site, request: HttpRequest) -> HttpResponse:
    """Show the secret as a QR code and as text; a code of the app confirms it."""
    if TOTPDevice.objects.filter(user=request.user, confirmed=True).exists():
        return redirect("admin:second_factor")
    unconfirmed = TOTPDevice.objects.filter(user=request.user, confirmed=False).order_by("pk")
    # Two windows at once may have made two: the first counts, in both.
    device = unconfirmed.first() or TOTPDevice.objects.create(user=request.user, confirmed=False, name="app")
    device = unconfirmed.first() or device
    wrong = False
    if request.method == "POST":
        if device.verify_token(request.POST.get("code", "").replace(" ", "")):
            device.confirmed = True
            device.save()
            unconfirmed.delete()
            django_otp.login(request, device)
            return _show_codes(site, request)
        wrong = True
    import segno  # here, not above: few processes ever draw a code

    picture = io.BytesIO()
    segno.make(device.config_url).save(picture, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=3)
    code = picture.getvalue().decode()
    return _page(site, request, {"code": code, "secret": device.config_url.split("secret=")[1][:32], "wrong": wrong})


def codes(site, request: HttpRequest) -> HttpResponse:
    """Show new recovery codes; the old ones no longer work."""
    if request.method != "POST" or not request.user.is_verified():  # type: ignore[union-attr]
        return redirect("admin:second_factor")
    return _show_codes(site, request)


def _show_codes(site, request: HttpRequest) -> HttpResponse:
    device, _created = StaticDevice.objects.get_or_create(user=request.user, defaults={"name": "recovery"})
    device.token_set.all().delete()
    fresh = [StaticToken.random_token() for _n in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=token) for token in fresh)
    return _page(site, request, {"fresh": fresh})


def _page(site, request: HttpRequest, context: dict) -> HttpResponse:
    context |= {**site.each_context(request), "title": _("Second factor")}
    return TemplateResponse(request, "admin/second_factor.html", context)
