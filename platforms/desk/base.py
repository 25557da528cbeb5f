"""What pages of the desk share: saves that wait for each other, previews on public pages, limits of uploaded files."""

import inspect
import zipfile
from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from platforms.desk.saving import drop_messages, is_redirect, rendered
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.problems import Invalid, Problem
from platforms.storage.document.keeping import keep_rules

LARGEST_UNPACKED = 20 * 1024 * 1024
"""Bytes. A ZIP, which a workbook is too, can hold a thousand times its size."""


class CatalogueAdmin(admin.ModelAdmin):
    """Saves and deletes by the rules of the catalogue, and shows what breaks them where it was typed."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def view():
            return rendered(super(CatalogueAdmin, self).changeform_view(request, object_id, form_url, extra_context))

        if request.method != "POST":
            return view()
        try:
            return keep_rules(view, is_saved=is_redirect)
        except Invalid as refusal:
            return self.form_with(request, refusal.problems, view)

    def form_with(self, request, problems: list[Problem], view: Callable[[], HttpResponse]) -> HttpResponse:
        """Return the form as it was sent, with these problems; store nothing."""
        drop_messages(request)
        request.problems = problems
        with transaction.atomic():
            response = view()
            transaction.set_rollback(True)
        response.status_code = 422
        return response

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        problems = getattr(request, "problems", ())

        def clean(self):
            cleaned = form.clean(self)
            for problem in problems:
                field = problem.field if problem.field in self.fields else None
                self.add_error(field, f"{problem.reason[:1].upper()}{problem.reason[1:]}.")
            return cleaned

        return type(form.__name__, (form,), {"clean": clean})

    def delete_view(self, request, object_id, extra_context=None):
        def view():
            return rendered(super(CatalogueAdmin, self).delete_view(request, object_id, extra_context))

        try:
            return keep_rules(view, is_saved=is_redirect) if request.method == "POST" else view()
        except Invalid as refusal:
            drop_messages(request)
            for problem in refusal.problems:
                messages.error(request, _("It can't be deleted: %(problem)s.") % {"problem": problem})
            return redirect(request.path)

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """Leave out Django's action that deletes several at once: it asks no rule."""
        actions = super().get_actions(request, action_location)
        actions.pop("delete_selected", None)
        return actions


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
