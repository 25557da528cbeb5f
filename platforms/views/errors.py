"""Pages for what went wrong. Those for a server error need neither database nor template context."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from platforms import published
from platforms.domain.filtering import nearest

MOST_SUGGESTIONS = 3

OUT_OF_ORDER = (OperationalError, InterfaceError, InternalError)
"""What a database raises when it is gone, full, read-only, locked or too slow: not a mistake of ours in the query."""


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, with the platforms whose names come closest to what was asked for."""
    words = [part for part in request.path.split("/") if part not in ("", "platforms", "compare")]
    try:
        catalogue = published.current()
    except published.Unavailable:
        return unavailable(request)
    found = nearest(catalogue=catalogue, name=words[-1], most=MOST_SUGGESTIONS) if words else ()
    return render(request, "404.html", {"suggestions": found}, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return HttpResponse(render_to_string("400.html", {"too_large": status == 413}), status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(render_to_string("403.html"), status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 while the database is out of order, which heals without anybody's help."""
    if isinstance(sys.exception(), OUT_OF_ORDER):
        return unavailable(request)
    return HttpResponse(render_to_string("500.html"), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: no database for what needs one, or no catalogue was read before it went away."""
    page = render_to_string("503.html", {"sent": request.method == "POST"})
    return HttpResponse(page, status=503, headers={"Retry-After": "30", "Cache-Control": "no-store"})
