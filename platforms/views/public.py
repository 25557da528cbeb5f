"""The decorator of all public views: it gives them the catalogue, and their responses ETag, Vary and Cache-Control."""

from collections.abc import Callable
from functools import cache, wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from platforms.storage import published
from platforms.views import errors

CACHE_CONTROL = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"

LINKS_TO_PREFETCH = "speculation/links.speculationrules"
"""Which links a browser may follow ahead, while the finger is still on them."""


def wants_part(request: HttpRequest) -> bool:
    """Tell whether htmx asks for a part of the page; when it restores history it needs the whole."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request


type View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Give a view the published catalogue as its second argument, and its response the headers that let it be cached.

    GET and HEAD only; one query. The ETag names all that a page depends on beside its address; a visitor who has
    that version gets 304, and nothing is rendered. What a view says about caching itself stays.
    """

    @csrf_exempt  # nothing is changed here: another method gets 405, not a page about cookies
    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs) -> HttpResponse:
        language = get_language()
        try:
            catalogue = published.current_in(language)
        except published.Unavailable:
            return errors.unavailable(request)
        part = "part" if wants_part(request) else "page"
        versions = f"{catalogue.revision}-{timezone.now():%Y%m%d}-{settings.RELEASE}-{language}-{part}"
        etag = None if settings.DEBUG else f'"{versions}"'  # while debugging an edited template shows at once
        response = get_conditional_response(request, etag=etag) or view(request, catalogue, **kwargs)
        if etag and response.status_code in (200, 304):
            response.setdefault("ETag", etag)
        if response.status_code == 200 and part == "page" and response["Content-Type"].startswith("text/html"):
            response["Speculation-Rules"] = _rules()
        response.setdefault("Cache-Control", CACHE_CONTROL)
        response.setdefault("Referrer-Policy", "no-referrer")
        patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request", "Accept-Encoding"])
        return response

    return wrapper


@cache
def _rules() -> str:
    return f'"{static(LINKS_TO_PREFETCH)}"'
