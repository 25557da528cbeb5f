"""A second factor: codes of an app (TOTP), and recovery codes for when the phone is lost."""

import io

import django_otp
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from platforms.desk.access import traces

RECOVERY_CODES = 8


def own(site, request: HttpRequest) -> HttpResponse:
    """Show what is set up; remove it on POST from somebody who signed in with it."""
    device = TOTPDevice.objects.filter(user=request.user, confirmed=True).first()
    if request.method == "POST" and device and request.user.is_verified():  # type: ignore[union-attr]
        remove(request.user)
        traces.leave(by=request.user, about=request.user, text="Removed their second factor.")
        messages.success(request, _("Your second factor is removed."))
        return redirect("admin:second_factor")
    left = StaticToken.objects.filter(device__user=request.user).count()
    return _page(site, request, {"device": device, "left": left, "traces": traces.of(request.user)})


def add(site, request: HttpRequest) -> HttpResponse:
    """Show the secret as a QR code and as text; a code of the app confirms it."""
    with transaction.atomic():
        # Two windows at once wait for each other here: they show one secret, and one of them confirms it.
        _lock(request)
        mine = TOTPDevice.objects.filter(user=request.user)
        if mine.filter(confirmed=True).exists():
            return redirect("admin:second_factor")
        device = mine.order_by("pk").first()
        device = device or TOTPDevice.objects.create(user=request.user, confirmed=False, name="app")
        wrong = request.method == "POST"
        if wrong and device.verify_token(request.POST.get("code", "").replace(" ", "")):
            device.confirmed = True
            device.save()
            mine.filter(confirmed=False).delete()
            traces.leave(by=request.user, about=request.user, text="Set up a second factor.")
            django_otp.login(request, device)
            return _show_codes(site, request)
    import segno  # here, not above: few processes ever draw a code

    picture = io.BytesIO()
    segno.make(device.config_url).save(picture, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=3)
    code = picture.getvalue().decode()
    return _page(site, request, {"code": code, "secret": device.config_url.split("secret=")[1][:32], "wrong": wrong})


def codes(site, request: HttpRequest) -> HttpResponse:
    """Show new recovery codes; the old ones no longer work."""
    if request.method != "POST" or not request.user.is_verified():  # type: ignore[union-attr]
        return redirect("admin:second_factor")
    with transaction.atomic():
        _lock(request)
        traces.leave(by=request.user, about=request.user, text="Made new recovery codes.")
        return _show_codes(site, request)


def remove(user) -> bool:
    """Remove an account's second factor with its recovery codes; tell whether there was one."""
    gone, _kinds = TOTPDevice.objects.filter(user=user).delete()
    codes, _kinds = StaticDevice.objects.filter(user=user).delete()
    return bool(gone or codes)


def _lock(request: HttpRequest) -> None:
    """Let requests of one account wait for each other until the transaction ends."""
    list(User.objects.select_for_update().filter(pk=request.user.pk or 0))


def _show_codes(site, request: HttpRequest) -> HttpResponse:
    device, _created = StaticDevice.objects.get_or_create(user=request.user, defaults={"name": "recovery"})
    device.token_set.all().delete()
    fresh = [StaticToken.random_token() for _n in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=token) for token in fresh)
    return _page(site, request, {"fresh": fresh})


def _page(site, request: HttpRequest, context: dict) -> HttpResponse:
    context |= {**site.each_context(request), "title": _("Second factor")}
    return TemplateResponse(request, "admin/second_factor.html", context)
