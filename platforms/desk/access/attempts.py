"""Limits of signing in: so many attempts, one password worked out at a time, and no long texts to keep."""

import datetime
import threading

from axes.models import AccessAttempt
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from platforms.storage import limits

FIELDS = ("username", "password", "code", "next", "csrfmiddlewaretoken")
LONGEST = 1000
"""Characters of a field; failed attempts are stored with what was sent."""

KEPT = datetime.timedelta(days=1)
"""How long a failed attempt is kept."""

COOKIE, SALT = "signed_in_before", "platforms.desk.access.attempts"
COOKIE_DAYS = 90

_hashing = threading.BoundedSemaphore()
"""Working out a password takes half a second of a core; somebody who tries many would take all of them."""

LONGEST_WAIT = 5.0


class TooMany(Exception):
    """This attempt is refused before its password is looked at."""


def shorten(request: HttpRequest) -> None:
    """Leave out of a request what the form doesn't have."""
    for name in ("GET", "POST"):
        kept = QueryDict(mutable=True)
        for field in FIELDS:
            if field in getattr(request, name):
                kept[field] = getattr(request, name)[field][:LONGEST]
        setattr(request, name, kept)


class Attempt:
    """One attempt to sign in: counts on entry, or raises TooMany; one at a time is inside."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.address = request.META.get("REMOTE_ADDR", "")

    def __enter__(self) -> "Attempt":
        name = self.request.POST.get("username", "")
        was_here = self.request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=COOKIE_DAYS * 86400)
        if not limits.may_sign_in(self.address, is_known=bool(name) and was_here == name):
            raise TooMany
        AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEPT).delete()
        if not _hashing.acquire(timeout=LONGEST_WAIT):
            raise TooMany
        return self

    def __exit__(self, *_error: object) -> None:
        _hashing.release()

    def succeeded(self, response: HttpResponse) -> None:
        """Forget the network's failures, and let the browser show later that its account was here."""
        limits.forget_sign_ins(self.address)
        response.set_signed_cookie(
            COOKIE, self.request.POST.get("username", ""), salt=SALT, max_age=COOKIE_DAYS * 86400, path="/admin/",
            secure=self.request.is_secure(), httponly=True, samesite="Lax",
        )  # fmt: skip
