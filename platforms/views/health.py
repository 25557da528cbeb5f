"""For the operator's machines: is the process up, and can it do its work?"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platforms import published, watching


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; 503 when it doesn't, even while old pages are still served."""
    try:
        published.current()
    except published.Unavailable:
        return HttpResponse("no database, no catalogue\n", status=503, content_type="text/plain")
    if not published.is_reachable():
        return HttpResponse("no database, serving the last catalogue\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counts and times of all processes for Prometheus; 404 without METRICS_TOKEN, 401 without it in the request."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(
            "a bearer token is needed\n", status=401, content_type="text/plain", headers={"WWW-Authenticate": "Bearer"}
        )
    content, kind = watching.exposition()
    return HttpResponse(content, content_type=kind)
