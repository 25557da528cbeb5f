"""The pages of a table: upload, what it would change, load; and the download of all cells."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from platforms.desk.base import refuse_large
from platforms.desk.cells import export, uploads
from platforms.desk.cells.columns import KINDS
from platforms.desk.cells.uploads import Upload
from platforms.desk.changes.differences import differences_of
from platforms.domain.document import patches
from platforms.models import ChangeState
from platforms.storage.document.stored import stored

LARGEST_FILE = 2
"""Megabytes."""

MOST_SHOWN = 200

FORMATS = {
    "csv": (export.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (export.as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class UploadForm(forms.Form):
    """A table of any kind that spreadsheets write."""

    import_file = forms.FileField(
        label=gettext_lazy("CSV or XLSX"),
        help_text=gettext_lazy("As Excel, LibreOffice or Google write it: at most 2 MB and 5,000 rows."),
    )

    def clean_import_file(self):
        """Refuse what is large, or large when unpacked."""
        file = self.cleaned_data["import_file"]
        is_zip = file.read(2) == b"PK"
        file.seek(0)
        try:
            refuse_large(file, megabytes=LARGEST_FILE, is_zip=is_zip)
        except Exception as error:
            if isinstance(error, ValidationError):
                raise
            raise ValidationError(gettext_lazy("This is not an XLSX file.")) from error
        return file


def upload_page(admin, request: HttpRequest) -> HttpResponse:
    """Ask for a table, and start to read it."""
    if not admin.has_import_permission(request):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        if uploads.running() >= uploads.MOST_JOBS:
            form.add_error("import_file", uploads.BUSY)
        else:
            file = form.cleaned_data["import_file"]
            kind = admin.opts.model_name
            upload = Upload.create(file.read(), user=request.user.pk, kind=kind, name=file.name[:100])
            return _begin(admin, upload, "look")
    context = _context(admin, request) | {"form": form, "columns": KINDS[admin.opts.model_name].columns}
    return TemplateResponse(request, "admin/cells/upload.html", context, status=422 if form.errors else 200)


def table_page(admin, request: HttpRequest, name: str) -> HttpResponse:
    """Show how far a table is, then what it would change; load it or choose a sheet on POST."""
    upload = _own(admin, request, name)
    result = upload.read("result")
    if request.method == "POST" and not upload.is_running:
        if "sheet" in request.POST and request.POST["sheet"] in result.get("sheets", ()):
            upload.write("about", upload.read("about") | {"sheet": request.POST["sheet"]})
            return _begin(admin, upload, "look")
        if result.get("changes") and not result.get("faults"):
            return _begin(admin, upload, "load")
    if upload.is_running:
        context = _context(admin, request) | {"progress": upload.read("progress")}
        return TemplateResponse(request, "admin/cells/working.html", context, headers={"Refresh": "1"})
    result = result or {"faults": [uploads.STOPPED]}
    changes = patches.changes_of(result.get("changes", ()))
    context = _context(admin, request) | {
        "result": result,
        "is_pending": result.get("state") == ChangeState.PENDING,
        "count": len(changes),
        "differences": differences_of(changes[:MOST_SHOWN]),
        "more": max(0, len(changes) - MOST_SHOWN),
    }
    status = 422 if result.get("faults") else 200
    return TemplateResponse(request, "admin/cells/table.html", context, status=status)


def download(admin, request: HttpRequest, extension: str) -> HttpResponse:
    """Return all cells of a kind as a file; those of one platform where the list is filtered by it."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    if extension not in FORMATS:
        raise Http404
    write, content_type = FORMATS[extension]
    content = write(stored(), KINDS[admin.opts.model_name], platform=request.GET.get("platform", ""))
    name = f"{admin.opts.model_name}-{timezone.now().date().isoformat()}.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _begin(admin, upload: Upload, step: str) -> HttpResponse:
    """Start a job unless one is at work, and lead to the page that shows how far it is."""
    upload.begin(step)
    return redirect(f"admin:platforms_{admin.opts.model_name}_table", upload.name)


def _own(admin, request: HttpRequest, name: str) -> Upload:
    if not admin.has_import_permission(request):
        raise PermissionDenied
    try:
        return Upload(name, user=request.user.pk, kind=admin.opts.model_name)
    except LookupError as error:
        raise Http404 from error


def _context(admin, request: HttpRequest) -> dict:
    return {
        **admin.admin_site.each_context(request),
        "title": _("Import: %(cells)s") % {"cells": admin.opts.verbose_name_plural},
        "opts": admin.opts,
    }
