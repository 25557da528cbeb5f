"""Editing sources, and which cells cite them."""

from functools import partial

from django.contrib import admin
from django.urls import path

from platforms.desk.base import CatalogueAdmin
from platforms.desk.sources.look_up import look_up, search
from platforms.models import AudienceCell, Fact, Figure, Rating, Source, Support, Tip, Use


@admin.register(Source)
class SourceAdmin(CatalogueAdmin):
    list_display = ["title", "publisher", "official", "read_on", "reachable_on"]
    list_filter = ["official"]
    ordering = ["publisher", "title"]
    search_fields = ["title", "publisher", "url", "slug"]
    readonly_fields = ["reachable_on"]

    def get_urls(self):
        def page(view):
            return self.admin_site.admin_view(partial(view, self))

        return [
            path("search/", page(search), name="platforms_source_search"),
            path("look-up/", page(look_up), name="platforms_source_look_up"),
            *super().get_urls(),
        ]

    def get_deleted_objects(self, objs, request):
        """Keep a source that a cell cites: deleting it would leave the cell uncited, though nobody decided so."""
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, needed, [*protected, *users_of(objs)]


def users_of(sources) -> list[str]:
    """Return the cells and tips that cite these sources, as text; seven queries."""
    cells: list[str] = []
    for model in (Rating, Support, Use, AudienceCell, Fact, Figure, Tip):
        rows = model._default_manager.filter(sources__in=list(sources)).select_related("platform").distinct()
        name = model._meta.verbose_name
        cells += [f"{name}: {row}" for row in rows]
    return cells
