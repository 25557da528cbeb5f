"""What pages of the desk share: saves that wait for each other, previews on public pages, limits of uploaded files."""

import inspect
import zipfile

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from platforms.domain.catalogue.values import Catalogue
from platforms.models.revision import lock

LARGEST_UNPACKED = 20 * 1024 * 1024
"""Bytes. A ZIP, which a workbook is too, can hold a thousand times its size."""


class CatalogueAdmin(admin.ModelAdmin):
    """Saves in one transaction, and waits for other writers first, so that two saves can't deadlock."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        with transaction.atomic():
            if request.method == "POST":
                lock()
            return super().changeform_view(request, object_id, form_url, extra_context)


def refuse_large(file: UploadedFile, *, megabytes: int, is_zip: bool) -> None:
    """Raise ValidationError for a file of more than so many MB, or of more than 20 once a ZIP is unpacked.

    Raise BadZipFile when it is no ZIP.
    """
    if (file.size or 0) > megabytes * 1024 * 1024:
        raise ValidationError(_("This file is larger than %(most)d MB. Nothing was read.") % {"most": megabytes})
    if is_zip and sum(part.file_size for part in zipfile.ZipFile(file).infolist()) > LARGEST_UNPACKED:
        raise ValidationError(_("Unpacked, this file is larger than 20 MB. Nothing was read."))
    file.seek(0)


def public_page(request: HttpRequest, name: str, catalogue: Catalogue, *, slug: str) -> HttpResponse:
    """Return the page of this name and slug with another catalogue; no cache may store it.

    The public view itself renders it, so that the desk can't show a page that the site would not. It is found by its
    address, since the desk imports no views.
    """
    view = resolve(reverse(name, kwargs={"slug": slug})).func
    response = inspect.unwrap(view)(request, catalogue, slug=slug)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
