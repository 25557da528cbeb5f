"""Editing sources, and which cells cite them."""

from functools import partial

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforms.desk.base import CatalogueAdmin
from platforms.desk.queue import unreachable
from platforms.desk.sources.look_up import look_up, search
from platforms.models import AudienceCell, Fact, Figure, Rating, Source, Support, Tip, Use


class UseFilter(admin.SimpleListFilter):
    """Sources that no cell cites, and those out of reach that one does."""

    title = _("use")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("unused", _("cited nowhere")), ("gone", _("cited, out of reach"))]

    def queryset(self, request, queryset):
        if self.value() == "unused":
            return queryset.exclude(pk__in=cited_sources())
        if self.value() == "gone":
            return queryset.filter(pk__in=unreachable(timezone.now().date()))
        return queryset


@admin.register(Source)
class SourceAdmin(CatalogueAdmin):
    list_display = ["title", "publisher", "official", "read_on", "reachable_on"]
    list_filter = [UseFilter, "official"]
    ordering = ["publisher", "title"]
    search_fields = ["title", "publisher", "url", "slug"]
    readonly_fields = ["reachable_on", "used_by"]

    @admin.display(description=_("used by"))
    def used_by(self, source) -> str:
        return "\n".join(users_of([source])) if source.pk else ""

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


def cited_sources() -> QuerySet[Source]:
    """Return the sources that a cell or tip cites."""
    cells = ("rating", "support", "use", "audiencecell", "fact", "figure", "tip")
    return Source.objects.filter(Q.create([(f"{cell}__isnull", False) for cell in cells], connector=Q.OR)).distinct()


def users_of(sources) -> list[str]:
    """Return the cells and tips that cite these sources, as text; seven queries."""
    cells: list[str] = []
    for model in (Rating, Support, Use, AudienceCell, Fact, Figure, Tip):
        rows = model._default_manager.filter(sources__in=list(sources)).select_related("platform").distinct()
        name = model._meta.verbose_name
        cells += [f"{name}: {row}" for row in rows]
    return cells
