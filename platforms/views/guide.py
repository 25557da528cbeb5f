"""The guide: the two kinds of platforms, each claim beside what the catalogue's own ratings say."""

from django.http import HttpResponse
from django.shortcuts import render

from platforms.domain.catalogue import Catalogue
from platforms.domain.kinds import compare_kinds
from platforms.views.public import HtmxRequest, public


@public
def social_or_professional(request: HtmxRequest, catalogue: Catalogue) -> HttpResponse:
    kinds = compare_kinds(catalogue=catalogue)
    context = {
        "kinds": kinds,
        "trait": {found.trait.slug: found for found in kinds.traits},
        "feature": {found.feature.slug: found for found in kinds.features},
    }
    return render(request, "platforms/social_or_professional.html", context)
