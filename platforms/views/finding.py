"""What search engines read before any page: which pages there are, and which not to ask for."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from platforms.domain.catalogue.values import Catalogue, Platform
from platforms.domain.comparing.similar import similar
from platforms.templatetags.linking import site_of
from platforms.views.home import POPULAR_PAIRS
from platforms.views.public import public

PAGES = ("home", "browse", "picker", "fit", "guides", "method", "fairness", "changes", "data")
"""Pages by themselves, which change with the catalogue."""


class Pages(Sitemap):
    """Pages with the day they changed and their address in each language."""

    i18n = alternates = x_default = True
    languages = [code for code, _ in settings.LANGUAGES if code != settings.PSEUDO_CODE]

    def __init__(self, pages: list[tuple[str, dict[str, str], datetime.datetime | None]], site: str):
        super().__init__()
        self.pages = pages
        self.scheme, _, self.domain = site.partition("://")

    def items(self) -> list:
        return self.pages

    def location(self, item) -> str:
        name, arguments, _ = item
        return reverse(name, kwargs=arguments)

    def lastmod(self, item) -> datetime.datetime | None:
        return item[2]

    def get_domain(self, site=None) -> str:
        return self.domain

    def get_protocol(self, protocol=None) -> str:
        return self.scheme


@public
def sitemap(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """The pages that are worth finding; of the comparisons the pairs that somebody could weigh up."""
    pages = Pages(list(_pages(catalogue)), site_of(request))
    response = render_sitemap(request, {"pages": pages}).render()
    del response["X-Robots-Tag"]
    return response


def _pages(catalogue: Catalogue) -> Iterator[tuple[str, dict[str, str], datetime.datetime | None]]:
    for name in PAGES:
        yield name, {}, catalogue.changed_at
    for guide in catalogue.guides:
        yield "guide", {"slug": guide.slug}, None
    for platform in catalogue.platforms:
        yield "profile", {"slug": platform.slug}, platform.changed_at
    for one, other in pairs(catalogue):
        days = [platform.changed_at for platform in (one, other) if platform.changed_at]
        yield "comparison", {"slugs": f"{one.slug}/{other.slug}"}, max(days, default=None)


MOST_PAIRED = 500
"""Of more platforms only those often compared are named in pairs: to find out who is like whom takes each with each."""


def pairs(catalogue: Catalogue) -> tuple[tuple[Platform, Platform], ...]:
    """Those often compared, and each platform with the ones most like it; in the order of their addresses."""
    return catalogue.memoize("pairs", lambda: tuple(_pairs(catalogue)))


def _pairs(catalogue: Catalogue) -> Iterator[tuple[Platform, Platform]]:
    known = catalogue.platform_by_slug
    found = {tuple(sorted(pair)) for pair in POPULAR_PAIRS if known.keys() >= set(pair)}
    for platform in catalogue.platforms if len(catalogue.platforms) <= MOST_PAIRED else ():
        alike = similar(catalogue=catalogue, platform=platform)
        found |= {tuple(sorted((platform.slug, other.platform.slug))) for other in alike}
    yield from ((known[one], known[other]) for one, other in sorted(found))


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


@public
def robots(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    text = ROBOTS.format(site=site_of(request), sitemap=reverse("sitemap"))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
