"""Editing the catalogue. Publishing and withdrawing are actions for those who may."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from platforms import models
from platforms.desk import goals, sources
from platforms.desk.base import CatalogueAdmin
from platforms.desk.platform import history, publication, saving
from platforms.desk.spreadsheet import CellTableMixin, RatingResource, SupportResource
from platforms.storage.publication import NotPublishable, publish, withdraw


@admin.register(models.Platform)
class PlatformAdmin(CatalogueAdmin):
    """One page edits a platform whole; what it does is in the modules named after it."""

    list_display = ["name", "kind", "published_at", "published_by", "withdrawn_at"]
    list_filter = ["kind", ("published_at", admin.EmptyFieldListFilter), ("withdrawn_at", admin.EmptyFieldListFilter)]
    search_fields = ["name", "other_names__name"]
    ordering = ["name"]
    actions = ["publish", "withdraw"]

    def get_urls(self):
        def page(view):
            return self.admin_site.admin_view(partial(view, self))

        return [
            path("<int:pk>/preview/", page(publication.preview), name="platforms_platform_preview"),
            path("<int:pk>/publication/", page(publication.publication), name="platforms_platform_publication"),
            path("<int:pk>/history/", page(history.entries), name="platforms_platform_history"),
            path("<int:pk>/history/<int:entry_id>/", page(history.entry), name="platforms_platform_entry"),
            *super().get_urls(),
        ]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        platform = None
        if object_id is not None:
            platform = self.get_object(request, unquote(object_id))
            if platform is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        return saving.edit(self, request, platform)

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm("platforms.publish_platform")

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish(self, request, queryset) -> None:
        for platform in queryset:
            try:
                publish(platform, by=request.user)
            except NotPublishable as refusal:
                for reason in refusal.reasons:
                    self.message_user(request, f"{platform}: {reason}", messages.ERROR)
            else:
                self.message_user(request, _("%(name)s is published.") % {"name": platform}, messages.SUCCESS)

    @admin.action(description=_("Withdraw"), permissions=["publish"])
    def withdraw(self, request, queryset) -> None:
        for platform in queryset:
            withdraw(platform, by=request.user)
            self.message_user(request, _("%(name)s is withdrawn.") % {"name": platform}, messages.SUCCESS)


class LevelInline(admin.TabularInline):
    model = models.Level
    extra = 0
    max_num = 5


@admin.register(models.Trait)
class TraitAdmin(CatalogueAdmin):
    list_display = ["name", "low_label", "high_label", "core", "order"]
    ordering = ["order"]
    search_fields = ["name"]
    inlines = [LevelInline]


@admin.register(models.Group)
class GroupAdmin(CatalogueAdmin):
    list_display = ["name", "order"]
    ordering = ["order"]


@admin.register(models.Feature)
class FeatureAdmin(CatalogueAdmin):
    list_display = ["name", "group", "must_have", "order"]
    list_filter = ["group"]
    ordering = ["order"]
    search_fields = ["name"]


class NeedInline(admin.TabularInline):
    model = models.Need
    extra = 0


@admin.register(models.Goal)
class GoalAdmin(CatalogueAdmin):
    list_display = ["wording", "order"]
    ordering = ["order"]
    search_fields = ["wording"]
    inlines = [NeedInline]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def save():
            response = super(GoalAdmin, self).changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

        return goals.with_effect(self, request, save)


@admin.register(models.Source)
class SourceAdmin(CatalogueAdmin):
    list_display = ["title", "publisher", "official", "read_on", "reachable_on"]
    list_filter = ["official"]
    ordering = ["publisher", "title"]
    search_fields = ["title", "publisher", "url", "slug"]
    readonly_fields = ["reachable_on"]

    def get_urls(self):
        search = self.admin_site.admin_view(partial(sources.search, self))
        return [path("search/", search, name="platforms_source_search"), *super().get_urls()]

    def get_deleted_objects(self, objs, request):
        """A source that a cell rests on stays: without it the cell would be uncited without anybody's decision."""
        found, counts, needed, protected = super().get_deleted_objects(objs, request)
        return found, counts, needed, [*protected, *sources.users_of(objs)]


class CellAdmin(CatalogueAdmin):
    """Cells to find and to take out; editing one leads to its platform's sheet, where rules and history are."""

    list_filter = ["platform"]
    list_select_related = ["platform"]
    actions = None

    def has_add_permission(self, request) -> bool:
        return False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        cell = self.get_object(request, unquote(object_id or ""))
        if cell is None or not self.has_view_permission(request, cell):
            raise PermissionDenied
        return redirect("admin:platforms_platform_change", cell.platform_id)

    def delete_view(self, request, object_id, extra_context=None):
        return self.changeform_view(request, object_id)


@admin.register(models.Rating)
class RatingAdmin(CellTableMixin, CellAdmin):
    resource_classes = [RatingResource]


@admin.register(models.Support)
class SupportAdmin(CellTableMixin, CellAdmin):
    resource_classes = [SupportResource]


admin.site.register([models.Fact, models.Figure, models.Tip], CellAdmin)
