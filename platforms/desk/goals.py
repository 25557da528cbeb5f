"""Editing goals with their needs."""

from django.contrib import admin

from platforms import models
from platforms.desk.base import CatalogueAdmin
from platforms.desk.goal_effect import confirm_effect


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
