"""The images that shared links show, drawn once for each revision and language, and the icon."""

from collections.abc import Callable

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.selection import FEWEST, MOST
from platforms.views.public import public
from platforms.words import names

A_DAY = 24 * 60 * 60


@public
def site(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    title = gettext("Which platform fits you?")
    subtitle = gettext("Social and professional platforms, compared on facts that you can check.")
    return _png(catalogue, "site", lambda: _of_text(catalogue, title, subtitle))


@public
def platform(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    found = catalogue.platform_by_slug.get(slug)
    if not found:
        raise Http404
    return _png(catalogue, slug, lambda: _of_platforms(catalogue, [found], found.name, found.tagline))


@public
def result(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """Show who leads somebody's result; the picture knows none of the answers."""
    found = catalogue.platform_by_slug.get(slug)
    if not found:
        raise Http404
    subtitle = gettext("fits best on these answers")
    return _png(catalogue, f"result/{slug}", lambda: _of_platforms(catalogue, [found], found.name, subtitle))


@public
def comparison(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Show two to four platforms in the order of their slugs; redirect to it from any other order."""
    asked = sorted(set(slugs.split("/")))
    platforms = [catalogue.platform_by_slug[slug] for slug in asked if slug in catalogue.platform_by_slug]
    if len(platforms) < len(asked) or not FEWEST <= len(platforms) <= MOST:
        raise Http404
    path = "/".join(asked)
    if path != slugs:
        return HttpResponsePermanentRedirect(reverse("picture_of_comparison", kwargs={"slugs": path}))
    title, subtitle = names(platforms), gettext("side by side")
    return _png(catalogue, path, lambda: _of_platforms(catalogue, platforms, title, subtitle))


@public
def guide(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    found = next((guide for guide in catalogue.guides if guide.slug == slug), None)
    if not found:
        raise Http404
    return _png(catalogue, f"guide/{slug}", lambda: _of_text(catalogue, found.title, found.summary))


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    from platforms.pictures import icon  # on first use, as below

    headers = {"Cache-Control": f"public, max-age={A_DAY}"}
    return HttpResponse(icon.favicon(), content_type="image/x-icon", headers=headers)


def _of_text(catalogue: Catalogue, title: str, subtitle: str) -> bytes:
    from platforms.pictures import share  # nine megabytes, for the first who asks

    return share.of_text(catalogue, title=title, subtitle=subtitle, name=gettext("Side by Side"))


def _of_platforms(catalogue: Catalogue, platforms: list[Platform], title: str, subtitle: str) -> bytes:
    from platforms.pictures import share  # as above

    return share.of_platforms(catalogue, platforms, title=title, subtitle=subtitle, name=gettext("Side by Side"))


def _png(catalogue: Catalogue, key: str, draw: Callable[[], bytes]) -> HttpResponse:
    """Answer with the image, drawn on first use; a page's link names the revision, so clients may keep it for a day."""
    image = cache.get_or_set(f"picture-{catalogue.revision}-{get_language()}-{key}", draw, A_DAY)
    return HttpResponse(
        image,
        content_type="image/png",
        headers={"Cache-Control": f"public, max-age={A_DAY}", "Cross-Origin-Resource-Policy": "cross-origin"},
    )
