"""The pictures that shared links show, drawn once for each revision and language, and the icon."""

from collections.abc import Callable
from types import ModuleType

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.selection import FEWEST, MOST
from platforms.views.public import public
from platforms.words import names

A_DAY = 24 * 60 * 60


@public
def site(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    title = gettext("Which platform fits you?")
    subtitle = gettext("Social and professional platforms, compared on facts that you can check.")
    return _png(catalogue, "site", lambda: _pictures().of_text(catalogue, title=title, subtitle=subtitle, name=_name()))


@public
def platform(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    found = catalogue.platform_by_slug.get(slug)
    if not found:
        raise Http404
    return _png(
        catalogue,
        slug,
        lambda: _pictures().of_platforms(catalogue, [found], title=found.name, subtitle=found.tagline, name=_name()),
    )


@public
def comparison(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Two to four platforms in the order of their slugs, whatever order is asked for."""
    asked = sorted(set(slugs.split("/")))
    platforms = [catalogue.platform_by_slug[slug] for slug in asked if slug in catalogue.platform_by_slug]
    if len(platforms) < len(asked) or not FEWEST <= len(platforms) <= MOST:
        raise Http404
    path = "/".join(asked)
    if path != slugs:
        return HttpResponsePermanentRedirect(reverse("picture_of_comparison", kwargs={"slugs": path}))
    title, subtitle = names(platforms), gettext("side by side")
    return _png(
        catalogue,
        path,
        lambda: _pictures().of_platforms(catalogue, platforms, title=title, subtitle=subtitle, name=_name()),
    )


@public
def guide(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    found = next((guide for guide in catalogue.guides if guide.slug == slug), None)
    if not found:
        raise Http404
    return _png(
        catalogue,
        f"guide/{slug}",
        lambda: _pictures().of_text(catalogue, title=found.title, subtitle=found.summary, name=_name()),
    )


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        _pictures().favicon(), content_type="image/x-icon", headers={"Cache-Control": f"public, max-age={A_DAY}"}
    )


def _pictures() -> ModuleType:
    """The drawing; with what it needs it weighs nine megabytes, for whoever asks for a first picture."""
    from platforms import pictures

    return pictures


def _name() -> str:
    return gettext("Side by Side")


def _png(catalogue: Catalogue, key: str, draw: Callable[[], bytes]) -> HttpResponse:
    """Kept by this process, and for a day by whoever asked; a page names it with its revision."""
    image = cache.get_or_set(f"picture-{catalogue.revision}-{get_language()}-{key}", draw, A_DAY)
    return HttpResponse(
        image,
        content_type="image/png",
        headers={"Cache-Control": f"public, max-age={A_DAY}", "Cross-Origin-Resource-Policy": "cross-origin"},
    )
