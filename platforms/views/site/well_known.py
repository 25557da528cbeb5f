"""What machines ask for: robots.txt, security.txt, and for the operator whether the process can do its work."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platforms.addresses import site_url
from platforms.domain.catalogue.values import Catalogue
from platforms.storage import published
from platforms.views.public import public

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /corrections/
Disallow: /*/corrections/
# Three or four side by side: there are some 40,000 of them, and the pairs say the same.
Disallow: /compare/*/*/*/
Disallow: /*/compare/*/*/*/
# One page in many states.
Disallow: /*?*add=
Disallow: /*?*replace=
Disallow: /*?*show=
Disallow: /*?*done=

Sitemap: {site}{sitemap}
"""

GOOD_FOR = datetime.timedelta(days=180)
"""How long the contact in security.txt stays valid."""


@public
def robots(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Tell search engines which pages to leave alone, and where the sitemap is."""
    return _text(ROBOTS.format(site=site_url(request), sitemap=reverse("sitemap")))


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say where to report a weakness (RFC 9116); 404 without SECURITY_CONTACT."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + GOOD_FOR).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {expires}", "Preferred-Languages: en"]
    if settings.SITE_URL:
        lines.append(f"Canonical: {settings.SITE_URL}{reverse('security_txt')}")
    return _text("\n".join(lines) + "\n")


def _text(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


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
