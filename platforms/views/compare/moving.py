"""Moving from one platform to another."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from platforms.addresses import comparison_path
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing import moving as domain
from platforms.domain.comparing.selection import Selection
from platforms.views.public import public


@public
def moving(request: HttpRequest, catalogue: Catalogue, origin: str, target: str) -> HttpResponse:
    """Say what you keep, lose and gain, and how to leave. Redirect to current names, or to what can be compared."""
    current = catalogue.current_slug(origin), catalogue.current_slug(target)
    known = [slug for slug in current if slug in catalogue.platform_by_slug]
    if len(set(known)) < 2:
        return HttpResponseRedirect(comparison_path(Selection(tuple(dict.fromkeys(current)))))
    if current != (origin, target):
        return HttpResponsePermanentRedirect(moving_path(*current))
    platforms = [catalogue.platform_by_slug[slug] for slug in current]
    context = {
        "catalogue": catalogue,
        "canonical": request.path,
        "moving": domain.moving(catalogue=catalogue, origin=platforms[0], target=platforms[1]),
        "back": comparison_path(Selection(current)),
        "other_way": moving_path(current[1], current[0]),
    }
    return render(request, "moving/moving.html", context)


def moving_path(origin: str, target: str) -> str:
    return reverse("moving", kwargs={"origin": origin, "target": target})
