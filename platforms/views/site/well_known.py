"""Text files at well-known addresses: robots.txt and security.txt."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from platforms.addresses import site_url
from platforms.domain.catalogue.values import Catalogue
from platforms.views.public import public

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /corrections/
Disallow: /*/corrections/
# Three or four side by side: there are some 40,000 of them, and the pairs say the same.
Disallow: /compare/*/*/*/
Disallow: /*/compare/*/*/*/
Disallow: /compare/*/*/*.md
Disallow: /*/compare/*/*/*.md
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
