"""Lists of cells, with import and export as spreadsheets."""

import zipfile

import tablib
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ImportForm

from platforms import models
from platforms.desk.base import CatalogueAdmin, refuse_large
from platforms.desk.cells.audience import AudienceResource
from platforms.desk.cells.resources import MOST_ROWS, RatingResource, SupportResource, UseResource
from platforms.desk.cells.workbook import read_workbook

LARGEST_FILE = 2
"""Megabytes."""


class BoundedXLSX(XLSX):
    """XLSX up to our limits. The library reads as far as any cell claims to be: up to 17 thousand million cells."""

    def create_dataset(self, in_stream):
        rows = iter(read_workbook(in_stream, most_rows=MOST_ROWS))
        headers = [name for name in next(rows, []) if name is not None]
        cut = (row[: len(headers)] for row in rows)
        return tablib.Dataset(*(row for row in cut if any(value is not None for value in row)), headers=headers)


class UploadForm(ImportForm):
    """The library's form, with limits."""

    def clean_import_file(self):
        """Refuse what is large, or large when unpacked."""
        file = self.cleaned_data["import_file"]
        # By its content: a sender can give a ZIP bomb any name and choose any format.
        is_zip = zipfile.is_zipfile(file) or file.name.lower().endswith(".xlsx")
        try:
            refuse_large(file, megabytes=LARGEST_FILE, is_zip=is_zip)
        except zipfile.BadZipFile as error:
            raise ValidationError(gettext_lazy("This is not an XLSX file.")) from error
        return file


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
        wanted = [f"platforms.add_{name}", f"platforms.change_{name}"]
        if not settings.DIRECT_PUBLISHING:
            wanted.append("platforms.publish_platform")  # an import is public at once
        return request.user.has_perms(wanted)

    def has_export_permission(self, request) -> bool:
        return self.has_view_permission(request)


@admin.register(models.Rating)
class RatingAdmin(SpreadsheetMixin, CellAdmin):
    resource_classes = [RatingResource]


@admin.register(models.Support)
class SupportAdmin(SpreadsheetMixin, CellAdmin):
    resource_classes = [SupportResource]


@admin.register(models.Use)
class UseAdmin(SpreadsheetMixin, CellAdmin):
    resource_classes = [UseResource]


@admin.register(models.AudienceCell)
class AudienceAdmin(SpreadsheetMixin, CellAdmin):
    resource_classes = [AudienceResource]


admin.site.register([models.Fact, models.Figure, models.Tip], CellAdmin)
