"""What pages of the desk share: saves that wait for each other, previews on public pages, limits of uploaded files."""

import inspect
import zipfile
from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.utils import unquote
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from platforms.desk.saving.proposing import save_or_propose
from platforms.desk.saving.responses import drop_messages, rendered
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.problems import Invalid, Problem
from platforms.storage.changesets import changesets_of
from platforms.storage.document.one import tree_of_object

LARGEST_UNPACKED = 20 * 1024 * 1024
"""Bytes. A ZIP, which a workbook is too, can hold a thousand times its size."""


SALT = "platforms.desk.base"


class CatalogueAdmin(admin.ModelAdmin):
    """Saves and deletes by the rules of the catalogue, and shows what breaks them where it was typed."""

    change_form_template = "admin/catalogue_form.html"
    delete_confirmation_template = "admin/delete_catalogue.html"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def view():
            return rendered(super(CatalogueAdmin, self).changeform_view(request, object_id, form_url, extra_context))

        if request.method != "POST":
            return view()
        if problems := self.overtaken(request, object_id):
            return self.form_with(request, problems, view, status=409)
        try:
            return save_or_propose(request, view, title=self.title_of(request, object_id))
        except Invalid as refusal:
            return self.form_with(request, refusal.problems, view)

    def title_of(self, request, object_id) -> str:
        """Return what a change of this object is called."""
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        return str(obj or request.POST.get("slug", "") or self.opts.verbose_name)

    def overtaken(self, request, object_id) -> list[Problem]:
        """Return what somebody else saved since the form was opened, a problem for each field; none without a base."""
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        if obj is None or not (sent := request.POST.get("base")):
            return []
        try:
            base = signing.loads(sent, salt=SALT)
        except signing.BadSignature:
            return [Problem("", "", _("This form is damaged. Open the page again"))]
        now = tree_of_object(obj)
        sentence = _("Somebody else saved meanwhile. Their text: “%(text)s”. Saving again replaces it with yours")
        return [
            Problem("", name, sentence % {"text": str(now.get(name, ""))[:500]}, field=name)
            for name in now
            if now[name] != base.get(name)
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.pk:
            context["base"] = signing.dumps(tree_of_object(obj), salt=SALT, compress=True)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def form_with(
        self, request, problems: list[Problem], view: Callable[[], HttpResponse], *, status: int = 422
    ) -> HttpResponse:
        """Return the form as it was sent, with these problems; store nothing."""
        drop_messages(request)
        request.problems = problems
        with transaction.atomic():
            response = view()
            transaction.set_rollback(True)
        response.status_code = status
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
            if request.method != "POST":
                return view()
            title = _("Deleted: %(name)s") % {"name": self.title_of(request, object_id)}
            return save_or_propose(request, view, title=title)
        except Invalid as refusal:
            drop_messages(request)
            for problem in refusal.problems:
                messages.error(request, _("It can't be deleted: %(problem)s.") % {"problem": problem})
            return redirect(request.path)

    def history_view(self, request, object_id, extra_context=None):
        """List the recorded changes of one thing, newest first; each page of a change undoes it."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("%(name)s: history") % {"name": obj},
            "opts": self.opts,
            "changes": changesets_of(obj),
        }
        return TemplateResponse(request, "admin/changes_of.html", context)

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
