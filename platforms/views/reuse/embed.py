"""Pages for frames on other sites: a comparison, and a start of the questionnaire. All other pages refuse frames."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from platforms.addresses import absolute_url, comparison_path
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.comparison import compare
from platforms.domain.comparing.selection import Selection
from platforms.sentences import comparison_title
from platforms.views.public import public

POLICY: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}

WIDTH, NARROWEST = 480, 280
"""Pixels that a snippet asks for, and the least that a page gets."""

FIT_HEIGHT = 260
HEIGHTS = {2: 560, 3: 640, 4: 760}
"""Pixels, by the number of platforms."""

MOST_ROWS = 6


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let pages of any site show this one in a frame."""

    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs) -> HttpResponse:
        response = view(request, **kwargs)
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return xframe_options_exempt(csp_override(POLICY)(wrapper))


@framed
@public
def comparison(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Show the rows that decide, with a link to all."""
    selection = Selection.parse(slugs, {}, known_goals=catalogue.goal_by_slug).with_current_slugs(catalogue)
    platforms = [catalogue.platform_by_slug[slug] for slug in selection.slugs if slug in catalogue.platform_by_slug]
    if len(platforms) != len(selection.slugs) or len(platforms) not in HEIGHTS:
        raise Http404
    result = compare(catalogue=catalogue, platforms=platforms, today=timezone.now().date())
    context = {
        "catalogue": catalogue,
        "title": comparison_title(result),
        "comparison": result,
        "rows": result.at_a_glance[:MOST_ROWS],
        "page": comparison_path(selection),
    }
    return render(request, "embed/comparison.html", context)


@framed
@public
def fit(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Ask what somebody wants to do; the answer opens the questionnaire."""
    return render(request, "embed/fit.html", {"catalogue": catalogue})


def embedding(request: HttpRequest, selection: Selection) -> dict[str, object]:
    """Return what a page needs to offer itself for embedding: the frame's address and size, and that of its oEmbed."""
    page = absolute_url(request, comparison_path(selection.canonical))
    address = reverse("embed_comparison", kwargs={"slugs": selection.canonical.path})
    return {
        "address": absolute_url(request, address),
        "width": WIDTH,
        "height": HEIGHTS[len(selection.slugs)],
        "oembed": absolute_url(request, f"{reverse('oembed')}?{urlencode({'url': page})}"),
    }
