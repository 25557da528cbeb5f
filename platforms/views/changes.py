"""What became of the corrections that readers sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from platforms import corrections, published
from platforms.views import errors

MOST = 100


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Decisions with their reasons, the newest first; two queries. Decisions don't touch the catalogue's revision."""
    try:
        catalogue = published.current_in(get_language())
    except published.Unavailable:
        return errors.unavailable(request)
    context = {"decisions": corrections.decisions(catalogue, most=MOST, ask=published.is_reachable())}
    response = render(request, "platforms/changes.html", context)
    response["Cache-Control"] = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
    response["Referrer-Policy"] = "no-referrer"
    response["Vary"] = "HX-Request"
    return response
