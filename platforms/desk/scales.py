"""Editing the scales: traits with their levels, groups, features, and goals with their needs."""

from functools import partial

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from platforms import models
from platforms.desk.base import CatalogueAdmin
from platforms.desk.drafts import DraftAdmin
from platforms.desk.effects.confirm import confirm_effect
from platforms.desk.grid.page import show_grid
from platforms.domain.document.problems import Problem


class ScaleAdmin(DraftAdmin):
    """What platforms have cells of; one page edits those of all platforms."""

    change_form_template = "admin/platforms/scale_form.html"
    field: str
    """Where a platform keeps its cells, such as "support"."""

    def get_urls(self):
        view = self.admin_site.admin_view(partial(show_grid, self))
        return [
            path("<int:pk>/grid/", view, name=f"{self.opts.app_label}_{self.opts.model_name}_grid"),
            *super().get_urls(),
        ]

    @admin.display(description=_("all platforms"))
    def grid(self, obj) -> str:
        return render_to_string("admin/platforms/grid_link.html", {"address": grid_url(obj)})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["grid_url"] = grid_url(obj) if obj else ""
        return super().render_change_form(request, context, add, change, form_url, obj)


def grid_url(obj) -> str:
    """Return the address of the page with the cells of all platforms."""
    return reverse(f"admin:platforms_{obj._meta.model_name}_grid", args=[obj.pk])


class LevelInline(admin.TabularInline):
    model = models.Level
    extra = 0
    max_num = 5


@admin.register(models.Trait)
class TraitAdmin(ScaleAdmin):
    field = "ratings"
    list_display = ["name", "low_label", "high_label", "core", "is_public", "order", "grid"]
    ordering = ["order"]
    search_fields = ["name"]
    inlines = [LevelInline]


@admin.register(models.Group)
class GroupAdmin(CatalogueAdmin):
    list_display = ["name", "order"]
    ordering = ["order"]


@admin.register(models.Feature)
class FeatureAdmin(ScaleAdmin):
    field = "support"
    list_display = ["name", "group", "must_have", "is_public", "order", "grid"]
    list_filter = ["group"]
    ordering = ["order"]
    search_fields = ["name"]


class NeedInline(admin.TabularInline):
    model = models.Need
    extra = 0


@admin.register(models.Goal)
class GoalAdmin(ScaleAdmin):
    field = "uses"
    list_display = ["wording", "is_public", "order", "grid"]
    ordering = ["order"]
    search_fields = ["wording"]
    inlines = [NeedInline]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def save():
            return super(GoalAdmin, self).changeform_view(request, object_id, form_url, extra_context)

        if "_back" in request.POST:
            return self.form_with(request, [Problem("", "", gettext("Nothing is saved yet"))], save)
        return confirm_effect(self, request, save)
