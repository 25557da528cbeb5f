import datetime

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from platforms.domain.catalogue.changes import Edit
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing import comparison
from platforms.domain.comparing.names import nearest
from platforms.domain.comparing.similar import similar
from platforms.domain.matching import fitness
from platforms.templatetags.cells import pieces_of
from platforms.templatetags.comparing import coverage
from platforms.templatetags.linking import address_of, page_data, picture, profile_address, way
from platforms.templatetags.stencils import page
from platforms.views.changes import day_of
from platforms.views.public import public

MOST_DESCRIBED = 4
"""How many of the most alike are described."""

MOST_OFFERED = 8
"""How many of them can be compared with one tap; the others are one page further."""

MOST_EDITS = 3


@public
def profile(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """One platform; `?since=2026-10-01` says how much changed.

    A former name leads to it, a withdrawn one says so (410), an unknown one gets the nearest.
    """
    if platform := catalogue.platform_by_slug.get(slug):
        return _profile(request, catalogue, platform)
    if present := catalogue.slug_by_other_name.get(slug.lower()) or (slug != slug.lower() and slug.lower()):
        return HttpResponsePermanentRedirect(reverse("profile", kwargs={"slug": present}))
    if withdrawn := catalogue.withdrawn_by_slug.get(slug):
        return render(request, "platforms/withdrawn.html", {"withdrawn": withdrawn}, status=410)
    suggestions = nearest(catalogue=catalogue, name=slug)
    return render(request, "404.html", {"suggestions": suggestions, "asked_for": slug}, status=404)


def _profile(request: HttpRequest, catalogue: Catalogue, platform: Platform) -> HttpResponse:
    pieces, slug = pieces_of(catalogue), platform.slug
    since = day_of(request.GET.get("since", ""))
    found = comparison.profile(catalogue=catalogue, platform=platform, today=timezone.now().date())

    def context() -> dict:
        edits = [edit for edit in catalogue.edits if edit.slug == slug]
        alike = similar(catalogue=catalogue, platform=platform, most=MOST_OFFERED)
        return {
            "platform": platform,
            "profile": found,
            "fitness": fitness.of(catalogue=catalogue, platform=platform),
            "similar": alike[:MOST_DESCRIBED],
            "edits": edits[:MOST_EDITS],
            "since": since,
            "facts_since": len({fact.key for edit in edits if _is_since(edit, since) for fact in edit.facts}),
            "others": [each.platform for each in alike],
        }

    gaps = {
        "image": picture(request, catalogue, address_of("picture_of_platform", slug=slug)),
        "data": page_data(pieces, request, platform.name, [platform], modified=platform.changed_at),
        "way": way(pieces, request, platform.name, "browse"),
        "coverage": coverage(pieces, found.coverage, slug),
    }
    return page(
        request,
        "platforms/profile.html",
        context,
        catalogue=catalogue,
        canonical=profile_address(slug),
        gaps=gaps,
        shape=None if since else slug,
    )


def _is_since(edit: Edit, day: datetime.date | None) -> bool:
    return day is not None and edit.at.date() >= day
