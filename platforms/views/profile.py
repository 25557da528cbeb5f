import datetime

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from platforms.domain import comparison, fitness
from platforms.domain.catalogue import Catalogue
from platforms.domain.changes import Edit
from platforms.domain.filtering import nearest
from platforms.domain.similar import similar
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
        edits = [edit for edit in catalogue.edits if edit.slug == slug]
        since = day_of(request.GET.get("since", ""))
        alike = similar(catalogue=catalogue, platform=platform, most=MOST_OFFERED)
        context = {
            "catalogue": catalogue,
            "platform": platform,
            "profile": comparison.profile(catalogue=catalogue, platform=platform, today=timezone.now().date()),
            "fitness": fitness.of(catalogue=catalogue, platform=platform),
            "goal_by_slug": catalogue.goal_by_slug,
            "similar": alike[:MOST_DESCRIBED],
            "edits": edits[:MOST_EDITS],
            "since": since,
            "facts_since": len({fact.key for edit in edits if _is_since(edit, since) for fact in edit.facts}),
            "others": [each.platform for each in alike],
        }
        return render(request, "platforms/profile.html", context)
    if present := catalogue.slug_by_other_name.get(slug.lower()) or (slug != slug.lower() and slug.lower()):
        return HttpResponsePermanentRedirect(reverse("profile", kwargs={"slug": present}))
    if withdrawn := catalogue.withdrawn_by_slug.get(slug):
        return render(request, "platforms/withdrawn.html", {"withdrawn": withdrawn}, status=410)
    suggestions = nearest(catalogue=catalogue, name=slug)
    return render(request, "404.html", {"suggestions": suggestions, "asked_for": slug}, status=404)


def _is_since(edit: Edit, day: datetime.date | None) -> bool:
    return day is not None and edit.at.date() >= day
