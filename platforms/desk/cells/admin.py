"""Lists of cells, with import and export as spreadsheets."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV

from platforms import models
from platforms.desk.base import CatalogueAdmin
from platforms.desk.cells.resources import RatingResource, SupportResource
from platforms.desk.cells.uploads import BoundedXLSX, UploadForm


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


class SpreadsheetMixin(ImportExportMixin):
    """Import for those who may change cells, export for those who may see them."""

    formats = (CSV, BoundedXLSX)
    import_formats = export_formats = formats
    import_form_class = UploadForm
    export_template_name = "admin/cells_export.html"
    skip_admin_log = True  # the platform's history has the entry

    def has_import_permission(self, request) -> bool:
        name = self.model._meta.model_name
        return request.user.has_perms([f"platforms.add_{name}", f"platforms.change_{name}"])

    def has_export_permission(self, request) -> bool:
        return self.has_view_permission(request)


@admin.register(models.Rating)
class RatingAdmin(SpreadsheetMixin, CellAdmin):
    resource_classes = [RatingResource]


@admin.register(models.Support)
class SupportAdmin(SpreadsheetMixin, CellAdmin):
    resource_classes = [SupportResource]


admin.site.register([models.Fact, models.Figure, models.Tip], CellAdmin)
