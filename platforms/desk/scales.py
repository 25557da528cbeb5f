"""Editing the scales: traits with their levels, groups, features, and goals with their needs."""

from django.contrib import admin

from platforms import models
from platforms.desk.base import CatalogueAdmin
from platforms.desk.goal_effect import confirm_effect


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

        return confirm_effect(self, request, save)
