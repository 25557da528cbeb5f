"""For the operator's machines: is the process up, and can it do its work?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platforms.storage import published


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 as long as the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers; 503 when it doesn't, even while old pages are still served."""
    try:
        published.current()
    except published.Unavailable:
        return HttpResponse("no database, no catalogue\n", status=503, content_type="text/plain")
    if not published.is_reachable():
        return HttpResponse("no database, serving the last catalogue\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
