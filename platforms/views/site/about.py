"""Who makes the site, and what it knows of its visitors."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from platforms.domain.catalogue.values import Catalogue
from platforms.views.public import public


@public
def about(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Say who makes it, what is stored of a visitor, and how to reach the editors."""
    return render(request, "about/about.html", {"catalogue": catalogue, "contact": settings.SECURITY_CONTACT})
