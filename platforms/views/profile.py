from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from platforms.domain import comparison, fitness
from platforms.domain.catalogue import Catalogue
from platforms.domain.filtering import nearest
from platforms.domain.similar import similar
from platforms.views.public import public


@public
def profile(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """One platform. A former name leads to it, a withdrawn one says so (410), an unknown one gets the nearest."""
    if platform := catalogue.platform_by_slug.get(slug):
        context = {
            "catalogue": catalogue,
            "platform": platform,
            "profile": comparison.profile(catalogue=catalogue, platform=platform, today=timezone.now().date()),
            "fitness": fitness.of(catalogue=catalogue, platform=platform),
            "goal_by_slug": catalogue.goal_by_slug,
            "similar": similar(catalogue=catalogue, platform=platform),
            "others": [other for other in catalogue.platforms if other is not platform],
        }
        return render(request, "platforms/profile.html", context)
    if present := catalogue.slug_by_other_name.get(slug.lower()) or (slug != slug.lower() and slug.lower()):
        return HttpResponsePermanentRedirect(reverse("profile", kwargs={"slug": present}))
    if withdrawn := catalogue.withdrawn_by_slug.get(slug):
        return render(request, "platforms/withdrawn.html", {"withdrawn": withdrawn}, status=410)
    suggestions = nearest(catalogue=catalogue, name=slug)
    return render(request, "404.html", {"suggestions": suggestions, "asked_for": slug}, status=404)
