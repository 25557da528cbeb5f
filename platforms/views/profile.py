from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from platforms.domain import comparison, fitness
from platforms.domain.catalogue import Catalogue
from platforms.domain.filtering import nearest
from platforms.domain.similar import similar
from platforms.views.public import public

MOST_DESCRIBED = 4
"""How many of the most alike are described."""

MOST_OFFERED = 8
"""How many of them can be compared with one tap; the others are one page further."""


@public
def profile(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """One platform. A former name leads to it, a withdrawn one says so (410), an unknown one gets the nearest."""
    if platform := catalogue.platform_by_slug.get(slug):
        alike = similar(catalogue=catalogue, platform=platform, most=MOST_OFFERED)
        context = {
            "catalogue": catalogue,
            "platform": platform,
            "profile": comparison.profile(catalogue=catalogue, platform=platform, today=timezone.now().date()),
            "fitness": fitness.of(catalogue=catalogue, platform=platform),
            "goal_by_slug": catalogue.goal_by_slug,
            "similar": alike[:MOST_DESCRIBED],
            "others": [each.platform for each in alike],
        }
        return render(request, "platforms/profile.html", context)
    if present := catalogue.slug_by_other_name.get(slug.lower()) or (slug != slug.lower() and slug.lower()):
        return HttpResponsePermanentRedirect(reverse("profile", kwargs={"slug": present}))
    if withdrawn := catalogue.withdrawn_by_slug.get(slug):
        return render(request, "platforms/withdrawn.html", {"withdrawn": withdrawn}, status=410)
    suggestions = nearest(catalogue=catalogue, name=slug)
    return render(request, "404.html", {"suggestions": suggestions, "asked_for": slug}, status=404)
