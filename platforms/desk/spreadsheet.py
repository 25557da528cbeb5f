"""Cells as a spreadsheet: one row a cell, by slugs. An import is one change, all rows or none, with one entry."""

import io
import zipfile
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ImportForm
from import_export.resources import Diff, ModelResource
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

from platforms.domain.vocabulary import Value
from platforms.models import Feature, Platform, Rating, Source, Support, Trait
from platforms.models.platforms import credit
from platforms.models.revision import lock
from platforms.storage.publication import reasons_against

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_ROWS = 5000
MOST_COLUMNS = 20

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula; an apostrophe before it makes it text."""


class PlainDiff(Diff):
    """The library's own has inline styles, which our content security policy forbids."""

    def as_html(self) -> list[str]:
        return [
            new if old == new else format_html("<del>{}</del> <ins>{}</ins>", "" if self.new else old, new)
            for old, new in zip(self.left, self.right, strict=True)
        ]


class SourcesWidget(ManyToManyWidget):
    """Slugs with spaces between; one that is not there is an error, not left out."""

    def clean(self, value, row=None, **kwargs):
        slugs = str(value or "").split()
        found = list(Source.objects.filter(slug__in=slugs))
        if missing := set(slugs) - {source.slug for source in found}:
            raise ValueError(_("There is no source “%(slug)s”.") % {"slug": sorted(missing)[0]})
        return found


def _sources() -> Field:
    return Field("sources", "sources", widget=SourcesWidget(Source, separator=" ", field="slug"))


def _platform() -> Field:
    return Field("platform", "platform", widget=ForeignKeyWidget(Platform, "slug"))


class CellResource(ModelResource):
    """What the two tables share."""

    @classmethod
    def get_diff_class(cls):
        return PlainDiff

    def before_import(self, dataset, **kwargs) -> None:
        lock()
        self.by = kwargs.get("user")
        self.touched: set[int] = set()
        if len(dataset) > MOST_ROWS:
            raise ValidationError(_("More than %(most)d rows at once can't be read.") % {"most": MOST_ROWS})
        if missing := [name for name in self.get_import_id_fields() if name not in (dataset.headers or [])]:
            raise ValidationError(_("The column “%(name)s” is missing.") % {"name": missing[0]})

    def before_import_row(self, row, **kwargs) -> None:
        for name, value in row.items():
            if isinstance(value, str) and value[:1] == "'" and value[1:2] in FORMULA:
                row[name] = value[1:]

    def after_save_instance(self, instance, row, **kwargs) -> None:
        self.touched.add(instance.platform_id)

    def after_import(self, dataset, result, **kwargs) -> None:
        """What is public must stay publishable; each platform gets one entry."""
        for platform in Platform.objects.filter(pk__in=self.touched):
            reasons = reasons_against(platform) if platform.is_published else []
            if reasons:
                raise ValidationError([f"{platform}: {reason}" for reason in reasons])
            credit(platform, by=self.by, note=_("Imported from a spreadsheet"))
            platform.save()

    def export_field(self, field, instance, **kwargs) -> Any:
        value = super().export_field(field, instance, **kwargs)
        return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value


class RatingResource(CellResource):
    platform = _platform()
    trait = Field("trait", "trait", widget=ForeignKeyWidget(Trait, "slug"))
    sources = _sources()

    class Meta:
        model = Rating
        fields = ("platform", "trait", "lowest", "highest", "why", "sources", "checked_on")
        import_id_fields = ("platform", "trait")
        clean_model_instances = True
        skip_unchanged = True
        use_transactions = True


class SupportResource(CellResource):
    platform = _platform()
    feature = Field("feature", "feature", widget=ForeignKeyWidget(Feature, "slug"))
    sources = _sources()

    class Meta:
        model = Support
        fields = ("platform", "feature", "value", "note", "sources", "checked_on")
        import_id_fields = ("platform", "feature")
        clean_model_instances = True
        skip_unchanged = True
        use_transactions = True

    def before_import_row(self, row, **kwargs) -> None:
        super().before_import_row(row, **kwargs)
        row["value"] = str(row.get("value") or Value.UNKNOWN).strip().lower()
        row["note"] = row.get("note") or ""


class BoundedXLSX(XLSX):
    """The library's own reads every row and column up to where a single cell claims to stand: 17 thousand million."""

    def create_dataset(self, in_stream):
        import openpyxl  # sixteen megabytes, for who brings a spreadsheet

        book = openpyxl.load_workbook(io.BytesIO(in_stream), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        headers = [name for name in next(rows, ()) if name is not None]
        cut = (row[: len(headers)] for row in rows)
        return tablib.Dataset(*(row for row in cut if any(value is not None for value in row)), headers=headers)


class UploadForm(ImportForm):
    def clean_import_file(self):
        """Small, and small when unpacked too: an XLSX is a ZIP, which can hold a thousand times what it weighs."""
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(gettext_lazy("This file is larger than 2 MB. Nothing was read."))
        # By its content: the sender of a bomb chooses its name and format.
        if zipfile.is_zipfile(file) or file.name.lower().endswith(".xlsx"):
            try:
                with zipfile.ZipFile(file) as packed:
                    unpacked = sum(part.file_size for part in packed.infolist())
            except zipfile.BadZipFile as error:
                raise ValidationError(gettext_lazy("This is not an XLSX file.")) from error
            if unpacked > LARGEST_UNPACKED:
                raise ValidationError(gettext_lazy("Unpacked, this file is larger than 20 MB. Nothing was read."))
        file.seek(0)
        return file


class CellTableMixin(ImportExportMixin):
    """Import for who may change cells, export for who may see them."""

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
