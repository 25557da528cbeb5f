"""What went wrong, as a page or, under /data/, as JSON. A server error needs neither database nor template context."""

import sys

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from platforms.domain.comparing.filtering import nearest
from platforms.domain.opendata.catalogue import ProblemData
from platforms.storage import published

MOST_SUGGESTIONS = 3

OUT_OF_ORDER = (OperationalError, InterfaceError, InternalError)
"""What a database raises when it is gone, full, read-only, locked or too slow: not a mistake of ours in the query."""


def is_for_data(request: HttpRequest) -> bool:
    """Return whether a program asks: it always gets JSON."""
    return request.path.startswith("/data/") and request.path != "/data/"


def problem(status: int, sentence: str, key: str = "") -> HttpResponse:
    """Answer a mistake in an address under /data/: what is wrong, and which part of it."""
    body = msgspec.json.encode(ProblemData(str(sentence), key, status))
    return HttpResponse(body, status=status, content_type="application/json")


def _answer(request: HttpRequest, status: int, sentence: str, template: str, **context: bool) -> HttpResponse:
    if is_for_data(request):
        return problem(status, sentence)
    return HttpResponse(render_to_string(template, context), status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, with the platforms whose names come closest to what was asked for."""
    if is_for_data(request):
        return problem(404, _("There is nothing at this address; /data/openapi.json lists them all."))
    words = [part for part in request.path.split("/") if part not in ("", "platforms", "compare")]
    try:
        catalogue = published.current()
    except published.Unavailable:
        return unavailable(request)
    found = nearest(catalogue=catalogue, name=words[-1], most=MOST_SUGGESTIONS) if words else ()
    return render(request, "404.html", {"suggestions": found}, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400, or 413 where too much was sent."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return _answer(request, status, _("This request makes no sense."), "400.html", too_large=status == 413)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return _answer(request, 403, _("This is not allowed."), "403.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, or 503 while the database is out of order, which heals without anybody's help."""
    if isinstance(sys.exception(), OUT_OF_ORDER):
        return unavailable(request)
    return _answer(request, 500, _("Something broke here; it is our fault."), "500.html")


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer 503: no database for what needs one, or no catalogue was read before it went away."""
    sentence = _("The database can't be reached right now. Please try again.")
    response = _answer(request, 503, sentence, "503.html", sent=request.method == "POST")
    response["Retry-After"], response["Cache-Control"] = "30", "no-store"
    return response
