"""Editing the guides: Markdown, with a preview on the public page before anything is saved."""

import dataclasses
from functools import partial

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import path
from django.utils.translation import gettext as _

from platforms import models
from platforms.desk.base import public_page
from platforms.desk.drafts import DraftAdmin
from platforms.domain.catalogue.values import Guide
from platforms.storage import published


@admin.register(models.Guide)
class GuideAdmin(DraftAdmin):
    change_form_template = "admin/platforms/guide/change_form.html"
    list_display = ["title", "is_public", "order", "slug"]
    ordering = ["order", "slug"]
    search_fields = ["title", "markdown"]
    prepopulated_fields = {"slug": ["title"]}

    def get_urls(self):
        view = self.admin_site.admin_view(partial(show_preview, self))
        return [path("preview/", view, name="platforms_guide_preview"), *super().get_urls()]

    def get_prepopulated_fields(self, request, obj=None):
        """Keep a stored guide's address when its title is edited."""
        return {} if obj else super().get_prepopulated_fields(request, obj)


def show_preview(admin: GuideAdmin, request: HttpRequest) -> HttpResponse:
    """Show the public page as it would be with what the form holds; store nothing."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not (admin.has_change_permission(request) or admin.has_add_permission(request)):
        raise PermissionDenied
    entered = {name: request.POST.get(name, "").strip() for name in ("title", "summary", "markdown")}
    for name, text in entered.items():
        most: int = models.Guide._meta.get_field(name).max_length  # type: ignore[assignment,union-attr]
        if len(text) > most:
            message = _("At most %(most)d characters can be shown here: %(name)s has %(count)d.")
            text = message % {"most": most, "name": name, "count": len(text)}
            return HttpResponse(text, status=422, content_type="text/plain; charset=utf-8")
    row = models.Guide(slug="preview", **entered)
    try:
        row.clean()
    except ValidationError as error:
        return HttpResponse("\n".join(error.messages), status=422, content_type="text/plain; charset=utf-8")
    guide = Guide(slug="preview", title=row.title, summary=row.summary, markdown=row.markdown, order=0)
    catalogue = dataclasses.replace(published.current(), guides=(guide,))
    return public_page(request, "guide", catalogue, slug=guide.slug)
