"""Public pages with what is not public yet, for editors alone."""

import inspect

from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse

from platforms.domain.catalogue.values import Catalogue


def public_page(request: HttpRequest, name: str, catalogue: Catalogue, *, slug: str) -> HttpResponse:
    """Return the page of this name and slug with another catalogue; no cache may store it.

    The public view itself renders it, so that the desk can't show a page that the site would not. It is found by its
    address, since the desk imports no views.
    """
    view = resolve(reverse(name, kwargs={"slug": slug})).func
    response = inspect.unwrap(view)(request, catalogue, slug=slug)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
