"""Editing sources, and the search among them for the field of a cell."""

from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import path

from platforms.desk.base import CatalogueAdmin
from platforms.models import AudienceCell, Fact, Figure, Rating, Source, Support, Tip, Use

MOST = 20


@admin.register(Source)
class SourceAdmin(CatalogueAdmin):
    list_display = ["title", "publisher", "official", "read_on", "reachable_on"]
    list_filter = ["official"]
    ordering = ["publisher", "title"]
    search_fields = ["title", "publisher", "url", "slug"]
    readonly_fields = ["reachable_on"]

    def get_urls(self):
        view = self.admin_site.admin_view(partial(search, self))
        return [path("search/", view, name="platforms_source_search"), *super().get_urls()]

    def get_deleted_objects(self, objs, request):
        """Keep a source that a cell cites: deleting it would leave the cell uncited, though nobody decided so."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, needed, [*protected, *users_of(objs)]


def search(admin, request: HttpRequest) -> JsonResponse:
    """Return `{"results": [{"slug", "title"}]}` for `?q=`: every word in title, publisher, URL or slug."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    results, _distinct = admin.get_search_results(request, Source.objects.order_by("slug"), request.GET.get("q", ""))
    return JsonResponse({"results": [{"slug": s.slug, "title": str(s)} for s in results[:MOST]]})


def users_of(sources) -> list[str]:
    """Return the cells and tips that cite these sources, as text; seven queries."""
    cells: list[str] = []
    for model in (Rating, Support, Use, AudienceCell, Fact, Figure, Tip):
        rows = model._default_manager.filter(sources__in=list(sources)).select_related("platform").distinct()
        name = model._meta.verbose_name
        cells += [f"{name}: {row}" for row in rows]
    return cells
