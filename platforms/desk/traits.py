"""Editing traits with their levels, groups and features."""

from django.contrib import admin

from platforms import models
from platforms.desk.base import CatalogueAdmin


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
