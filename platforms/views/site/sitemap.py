"""The sitemap for search engines."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from platforms.addresses import site_url
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.similar import pairs_worth_comparing
from platforms.views.public import public

PAGES = ("home", "browse", "picker", "fit", "guides", "method", "fairness", "changes", "data", "about")
"""Single pages, which change with the catalogue."""

type Entry = tuple[str, dict[str, str], datetime.datetime | None]
"""A page's name in the URLs, its arguments, and the day it changed."""


class Pages(Sitemap):
    """Pages with the day they changed and their address in each language."""

    i18n = alternates = x_default = True
    languages = [code for code, _ in settings.LANGUAGES if code != settings.PSEUDO_CODE]

    def __init__(self, entries: list[Entry], site: str):
        super().__init__()
        self.entries = entries
        self.scheme, _, self.domain = site.partition("://")

    def items(self) -> list[Entry]:
        return self.entries

    def location(self, item: Entry) -> str:
        name, arguments, _ = item
        return reverse(name, kwargs=arguments)

    def lastmod(self, item: Entry) -> datetime.datetime | None:
        return item[2]

    def get_domain(self, site=None) -> str:
        return self.domain

    def get_protocol(self, protocol=None) -> str:
        return self.scheme


@public
def sitemap(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """List the pages worth finding; of the comparisons, the pairs worth comparing."""
    pages = Pages(list(_entries(catalogue)), site_url(request))
    response = render_sitemap(request, {"pages": pages}).render()
    del response["X-Robots-Tag"]
    return response


def _entries(catalogue: Catalogue) -> Iterator[Entry]:
    for name in PAGES:
        yield name, {}, catalogue.changed_at
    for guide in catalogue.guides:
        yield "guide", {"slug": guide.slug}, None
    for feature in catalogue.features:
        yield "feature", {"slug": feature.slug}, catalogue.changed_at
    for platform in catalogue.platforms:
        yield "profile", {"slug": platform.slug}, platform.changed_at
    for one, other in pairs_worth_comparing(catalogue=catalogue):
        days = [platform.changed_at for platform in (one, other) if platform.changed_at]
        yield "comparison", {"slugs": f"{one.slug}/{other.slug}"}, max(days, default=None)
