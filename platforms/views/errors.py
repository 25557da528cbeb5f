"""Pages for what went wrong. The one for a server error needs neither database nor template context."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from platforms import published
from platforms.domain.filtering import nearest

MOST_SUGGESTIONS = 3


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
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(render_to_string("403.html"), status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("500.html"), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: no database, and no catalogue was read before it went away."""
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
