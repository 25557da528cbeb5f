"""Lists of cells, with import and export as spreadsheets."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path

from platforms import models
from platforms.desk.base import CatalogueAdmin
from platforms.desk.cells import views


class CellAdmin(CatalogueAdmin):
    """Cells to find and to export; editing one leads to its platform's sheet, where rules and history are."""

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


@admin.register(models.Rating, models.Support, models.Use, models.Fact, models.AudienceCell)
class TableAdmin(CellAdmin):
    """Import for those who may change cells, export for those who may see them."""

    change_list_template = "admin/cells/list.html"

    def get_urls(self):
        def page(view):
            return self.admin_site.admin_view(partial(view, self))

        name = f"platforms_{self.opts.model_name}"
        return [
            path("import/", page(views.upload_page), name=f"{name}_import"),
            path("import/<slug:name>/", page(views.table_page), name=f"{name}_table"),
            path("export.<slug:extension>", page(views.download), name=f"{name}_export"),
            *super().get_urls(),
        ]

    def has_import_permission(self, request) -> bool:
        name = self.opts.model_name
        return request.user.has_perms([f"platforms.add_{name}", f"platforms.change_{name}"])

    def changelist_view(self, request, extra_context=None):
        context = {"may_import": self.has_import_permission(request), **(extra_context or {})}
        return super().changelist_view(request, context)


admin.site.register([models.Figure, models.Tip], CellAdmin)
