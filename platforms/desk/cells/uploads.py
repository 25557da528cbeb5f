"""Uploaded spreadsheets, limited in size, unpacked size, rows and columns before anything is read."""

import io
import zipfile

import tablib
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy
from import_export.formats.base_formats import XLSX
from import_export.forms import ImportForm

from platforms.desk.cells.resources import MOST_ROWS

LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_COLUMNS = 20


class BoundedXLSX(XLSX):
    """XLSX up to our limits. The library reads as far as any cell claims to be: up to 17 thousand million cells."""

    def create_dataset(self, in_stream):
        import openpyxl  # here, not above: it takes 16 MB, and few processes ever read a spreadsheet

        book = openpyxl.load_workbook(io.BytesIO(in_stream), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        headers = [name for name in next(rows, ()) if name is not None]
        cut = (row[: len(headers)] for row in rows)
        return tablib.Dataset(*(row for row in cut if any(value is not None for value in row)), headers=headers)


class UploadForm(ImportForm):
    """The library's form, with limits."""

    def clean_import_file(self):
        """Refuse what is large, or large when unpacked: an XLSX is a ZIP, which can hold a thousand times its size."""
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(gettext_lazy("This file is larger than 2 MB. Nothing was read."))
        # By its content: a sender can give a ZIP bomb any name and choose any format.
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
