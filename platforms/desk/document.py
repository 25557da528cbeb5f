"""The catalogue as a ZIP of the document's files: download, and upload with a dry run first."""

import io
import zipfile

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from platforms.desk.base import refuse_large
from platforms.desk.cells import uploads
from platforms.desk.cells.uploads import Upload
from platforms.domain.document.writing import write_files
from platforms.storage.document.stored import stored

LARGEST_FILE = 5
"""Megabytes."""

MOST_FILES = 5000
LARGEST_PART = 500 * 1000
"""Bytes of one file; a platform has some 40 kB."""


class UploadForm(forms.Form):
    """A ZIP, and whether it wins over what editors changed."""

    file = forms.FileField(label=gettext_lazy("ZIP of the catalogue's files"))
    overwrite = forms.BooleanField(
        required=False,
        label=gettext_lazy("Let the files win over what editors changed"),
    )

    def clean_file(self):
        """Refuse what is large, or large when unpacked."""
        file = self.cleaned_data["file"]
        try:
            refuse_large(file, megabytes=LARGEST_FILE, is_zip=True)
            parts = zipfile.ZipFile(file).infolist()
        except zipfile.BadZipFile as error:
            raise ValidationError(_("This is not a ZIP of text files.")) from error
        if len(parts) > MOST_FILES or any(part.file_size > LARGEST_PART for part in parts):
            raise ValidationError(_("At most 5,000 files of 500 kB each can be read. Nothing was read."))
        file.seek(0)
        return file


def page(site, request: HttpRequest) -> HttpResponse:
    """Ask for the files, and start to read them."""
    _may_load(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if uploads.running() >= uploads.MOST_JOBS:
            form.add_error("file", uploads.BUSY)
        else:
            file = form.cleaned_data["file"]
            about = {"kind": "document", "name": file.name[:100], "overwrite": form.cleaned_data["overwrite"]}
            upload = Upload.create(file.read(), user=request.user.pk, **about)
            upload.begin("look")
            return redirect("admin:document_upload", upload.name)
    context = {**site.each_context(request), "title": _("Catalogue as a document"), "form": form}
    return TemplateResponse(request, "admin/document.html", context, status=422 if form.errors else 200)


def upload_page(site, request: HttpRequest, name: str) -> HttpResponse:
    """Show how far the files are, then what they would change; “Load it” writes it, all or nothing."""
    _may_load(request)
    try:
        upload = Upload(name, user=request.user.pk, kind="document")
    except LookupError as error:
        raise Http404 from error
    context = {**site.each_context(request), "title": _("Catalogue as a document")}
    if upload.is_running:
        context["progress"] = upload.read("progress")
        return TemplateResponse(request, "admin/cells/working.html", context, headers={"Refresh": "1"})
    result = upload.read("result") or {"problems": [uploads.STOPPED]}
    if request.method == "POST" and not result.get("problems") and not result.get("is_loaded"):
        upload.begin("load")
        return redirect("admin:document_upload", upload.name)
    context |= {"result": result}
    return TemplateResponse(request, "admin/document.html", context, status=422 if result.get("problems") else 200)


def download(site, request: HttpRequest) -> HttpResponse:
    """Download everything that is stored, drafts too; loading it again changes nothing."""
    if not request.user.has_perm("platforms.view_platform"):
        raise PermissionDenied
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for name, text in write_files(stored()).items():
            files.writestr(name, text)
    day = timezone.now().date().isoformat()
    return HttpResponse(
        packed.getvalue(),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="catalogue-{day}.zip"'},
    )


def _may_load(request: HttpRequest) -> None:
    if not request.user.has_perm("platforms.publish_platform"):
        raise PermissionDenied
