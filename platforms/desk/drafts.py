"""Drafts of traits, features, goals and guides: written first, shown on no public page, published by publishers."""

from django.contrib import admin
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from platforms.desk.base import CatalogueAdmin


class DraftAdmin(CatalogueAdmin):
    """What is added is a draft; who may publish makes it public, or a draft again, as they save it."""

    change_form_template = "admin/draft_form.html"

    def save_model(self, request, obj: Model, form, change: bool) -> None:
        if self.may_publish(request) and "_publish" in request.POST:
            obj.draft = False  # type: ignore[attr-defined]
        elif not change or (self.may_publish(request) and "_draft" in request.POST):
            obj.draft = True  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def may_publish(self, request) -> bool:
        return request.user.has_perm("platforms.publish_platform")

    def get_readonly_fields(self, request, obj=None):
        """Lock the slug of what is published: old links and answers have it."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None or obj.draft else [*fields, "slug"]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {"is_draft": obj is None or obj.draft, "may_publish": self.may_publish(request)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=_("public"), boolean=True, ordering="draft")
    def is_public(self, obj) -> bool:
        return not obj.draft
