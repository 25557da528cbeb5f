"""The catalogue as a ZIP of the document's files: download, and upload with a dry run first."""

import io
import zipfile

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from platforms.desk.base import refuse_large
from platforms.domain.document.files import mended_files
from platforms.domain.document.problems import Invalid
from platforms.domain.document.writing import write_files
from platforms.storage.document.load import load
from platforms.storage.document.stored import stored
from platforms.storage.document.write import Refused

LARGEST_FILE = 5
"""Megabytes."""

MOST_FILES = 5000
LARGEST_PART = 500 * 1000
"""Bytes of one file; a platform has some 40 kB."""

MOST_SHOWN = 500


class UploadForm(forms.Form):
    """A ZIP, and whether it wins over what editors changed."""

    file = forms.FileField(label=gettext_lazy("ZIP of the catalogue's files"))
    overwrite = forms.BooleanField(
        required=False,
        label=gettext_lazy("Let the files win over what editors changed"),
    )

    def clean_file(self) -> dict[str, str]:
        """Return the texts in the ZIP by name; refuse what is large, or large when unpacked."""
        file = self.cleaned_data["file"]
        try:
            refuse_large(file, megabytes=LARGEST_FILE, is_zip=True)
            with zipfile.ZipFile(file) as packed:
                parts = [part for part in packed.infolist() if not part.is_dir()]
                if len(parts) > MOST_FILES or any(part.file_size > LARGEST_PART for part in parts):
                    raise ValidationError(_("At most 5,000 files of 500 kB each can be read. Nothing was read."))
                return {part.filename: packed.read(part).decode() for part in parts}
        except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError) as error:
            raise ValidationError(_("This is not a ZIP of text files.")) from error


def page(site, request: HttpRequest) -> HttpResponse:
    """Show what an uploaded file would change; the same file with “Load it” writes it, all or nothing."""
    if not request.user.has_perm("platforms.publish_platform"):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    context: dict = {**site.each_context(request), "title": _("Catalogue as a document"), "form": form}
    if request.method == "POST" and form.is_valid():
        dry_run = "load" not in request.POST
        try:
            document, drafts = mended_files(form.cleaned_data["file"], today=timezone.now().date())
            merged = load(document, overwrite=form.cleaned_data["overwrite"], dry_run=dry_run, by=request.user)
        except Invalid as invalid:
            context["problems"] = [str(problem) for problem in invalid.problems]
        except Refused as refusal:
            context["problems"] = [str(refusal)]
        else:
            context["drafts"] = [str(problem) for problem in drafts]
            if not dry_run:
                messages.success(request, _("%(count)d keys are changed.") % {"count": len(merged.changes)})
                return redirect("admin:document")
            context |= {
                "merged": merged,
                "changes": [("/".join(c.key), repr(c.old), repr(c.new)) for c in merged.changes[:MOST_SHOWN]],
                "kept": ["/".join(change.key) for change in merged.preserved[:MOST_SHOWN]],
            }
    status = 422 if context.get("problems") or form.errors else 200
    return TemplateResponse(request, "admin/document.html", context, status=status)


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
