"""oEmbed: what a site shows where somebody pastes the link of a comparison or of the questionnaire."""

from urllib.parse import urlsplit

import msgspec
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import gettext, override

from platforms.addresses import LANGUAGES, absolute_url, site_url
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.selection import Selection
from platforms.views import errors
from platforms.views.data import open_to_all
from platforms.views.public import public
from platforms.views.reuse.embed import FIT_HEIGHT, HEIGHTS, NARROWEST, WIDTH
from platforms.words import names


@open_to_all
@public
def oembed(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Describe the frame for `?url=`; 404 for an address that has none, 501 for XML."""
    if request.GET.get("format", "json") != "json":
        return errors.problem(501, gettext("Only JSON is served here."), "format")
    asked = request.GET.get("url", "")
    site, address = urlsplit(site_url(request)), urlsplit(asked[:2000])
    language = _language(address.path)
    with override(language):
        found = _resolved(address.path) if address.netloc == site.netloc else None
        frame = _frame(catalogue, found) if found else None
        if frame is None:
            return errors.problem(404, gettext("There is nothing to embed at this address."), "url")
        title, path, height = frame
        narrow = request.GET.get("maxwidth", "")
        width = min(WIDTH, max(NARROWEST, int(narrow))) if narrow.isascii() and narrow.isdigit() else WIDTH
        embed = {"address": absolute_url(request, path), "width": width, "height": height}
        html = render_to_string("embed/snippet.html", {"embed": embed, "title": title}).strip()
    body = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Side by Side",
        "provider_url": f"{site_url(request)}/",
        "cache_age": 3600,
        "width": width,
        "height": height,
        "html": html,
    }
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def _language(path: str) -> str:
    prefix = path.split("/", 2)[1] if path.startswith("/") else ""
    return prefix if prefix in LANGUAGES else "en"


def _resolved(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _frame(catalogue: Catalogue, found: ResolverMatch) -> tuple[str, str, int] | None:
    """Return the title, the path and the height of the frame for a page; None when it has none."""
    if found.url_name == "fit":
        return gettext("Find my fit"), reverse("embed_fit"), FIT_HEIGHT
    if found.url_name != "comparison":
        return None
    selection = Selection.parse(found.kwargs["slugs"], {}, known_goals=()).with_current_slugs(catalogue).canonical
    if not set(selection.slugs) <= catalogue.platform_by_slug.keys() or len(selection.slugs) not in HEIGHTS:
        return None
    title = names([catalogue.platform_by_slug[slug] for slug in selection.slugs])
    return title, reverse("embed_comparison", kwargs={"slugs": selection.path}), HEIGHTS[len(selection.slugs)]
