"""What pages of the desk share: saves that wait for each other, and previews on public pages."""

import inspect

from django.contrib import admin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse

from platforms.domain.catalogue.values import Catalogue
from platforms.models.revision import lock


class CatalogueAdmin(admin.ModelAdmin):
    """Saves in one transaction, and waits for other writers first, so that two saves can't deadlock."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with transaction.atomic():
            if request.method == "POST":
                lock()
            return super().changeform_view(request, object_id, form_url, extra_context)


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
