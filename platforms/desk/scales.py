"""Editing the scales: traits with their levels, groups, features, and goals with their needs."""

from django.contrib import admin
from django.utils.translation import gettext as _

from platforms import models
from platforms.desk.base import CatalogueAdmin
from platforms.desk.drafts import DraftAdmin
from platforms.desk.goal_effect import confirm_effect
from platforms.domain.document.problems import Problem


class LevelInline(admin.TabularInline):
    model = models.Level
    extra = 0
    max_num = 5


@admin.register(models.Trait)
class TraitAdmin(DraftAdmin):
    list_display = ["name", "low_label", "high_label", "core", "is_public", "order"]
    ordering = ["order"]
    search_fields = ["name"]
    inlines = [LevelInline]


@admin.register(models.Group)
class GroupAdmin(CatalogueAdmin):
    list_display = ["name", "order"]
    ordering = ["order"]


@admin.register(models.Feature)
class FeatureAdmin(DraftAdmin):
    list_display = ["name", "group", "must_have", "is_public", "order"]
    list_filter = ["group"]
    ordering = ["order"]
    search_fields = ["name"]


class NeedInline(admin.TabularInline):
    model = models.Need
    extra = 0


@admin.register(models.Goal)
class GoalAdmin(DraftAdmin):
    list_display = ["wording", "is_public", "order"]
    ordering = ["order"]
    search_fields = ["wording"]
    inlines = [NeedInline]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def save():
            return super(GoalAdmin, self).changeform_view(request, object_id, form_url, extra_context)

        if "_back" in request.POST:
            return self.form_with(request, [Problem("", "", _("Nothing is saved yet"))], save)
        return confirm_effect(self, request, save)
