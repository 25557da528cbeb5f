"""Edit one platform whole, on one page. A save that would undo another editor's asks first."""

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from platforms.desk.platform.differences import Difference, describe
from platforms.desk.platform.forms.about import SaveForm
from platforms.desk.platform.sheet import Sheet
from platforms.desk.platform.submission import Submission
from platforms.domain.document.edits import restored
from platforms.domain.document.platform_part import PlatformPart
from platforms.models import Platform
from platforms.storage import history
from platforms.storage.document.stored import stored_platform
from platforms.storage.document.write import Refused


def sheet_page(
    admin, request: HttpRequest, platform: Platform | None, sheet: Sheet, *, may_save: bool = True,
    theirs: list[Difference] | None = None, both: set[str] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Render a sheet; `theirs` is what another editor saved meanwhile, `both` the keys that both changed."""
    unplaced = sheet.place_sources()
    entry = platform.history.order_by("-history_date", "-history_id").first() if platform else None
    context = {
        **admin.admin_site.each_context(request),
        "title": platform.name if platform else _("New platform"),
        "opts": admin.model._meta,
        "platform": platform,
        "sheet": sheet,
        "unplaced": unplaced,
        "may_save": may_save,
        "publishes": settings.DIRECT_PUBLISHING and platform is not None and platform.is_published,
        "may_publish": admin.has_publish_permission(request),
        "theirs": theirs,
        "both": both or set(),
        "entry": entry,
        "list_url": reverse("admin:platforms_platform_changelist"),
    }
    return TemplateResponse(request, "admin/platforms/platform/sheet.html", context, status=status)


DECIDE = "decide-"
"""Prefix of the fields that choose between two editors' values of one cell."""


def edit(admin, request: HttpRequest, platform: Platform | None) -> HttpResponse:
    """Show the sheet to those who may view the platform; save it for those who may change it, or add a new one."""
    may_save = admin.has_change_permission(request, platform) if platform else admin.has_add_permission(request)
    if not (may_save or (platform and admin.has_view_permission(request, platform))):
        raise PermissionDenied
    if request.method == "POST":
        if not may_save:
            raise PermissionDenied
        return _save(admin, request, platform)
    sheet = Sheet(part=stored_platform(platform.pk) if platform else None)
    return sheet_page(admin, request, platform, sheet, may_save=may_save)


def _save(admin, request: HttpRequest, platform: Platform | None) -> HttpResponse:
    saving = SaveForm(request.POST, prefix="save")
    base = saving.cleaned_data.get("base") if saving.is_valid() else None
    if platform and base is None:
        sheet = Submission(part=stored_platform(platform.pk), data=request.POST)
        sheet.problems.append(_("This form is damaged or out of date. Nothing was saved."))
        return sheet_page(admin, request, platform, sheet, status=422)
    sheet = Submission(part=base, data=request.POST)
    if sheet.is_valid():
        sheet.problems += [str(problem) for problem in getattr(request, "problems", ())]
    if "_back" in request.POST:
        sheet.problems.append(_("Nothing is saved yet."))
    if sheet.mistakes:
        return sheet_page(admin, request, platform, sheet, status=422)
    part = _with_theirs(request, sheet.result(), base)
    note, added = sheet.saving.cleaned_data["note"], sheet.added_sources()
    try:
        changes = history.save(part, base=base, sources=added, by=request.user, note=note)
    except history.Outdated as outdated:
        current = stored_platform(platform.pk)  # type: ignore[union-attr]
        merged = Sheet(part=outdated.rebase.merged, base=current, added=added, note=note)
        both = {".".join(key[2:]) for key in outdated.rebase.both}
        theirs = describe(outdated.rebase.theirs)
        return sheet_page(admin, request, platform, merged, theirs=theirs, both=both, status=409)
    except Refused as refusal:
        reasons = getattr(refusal.__cause__, "reasons", None)
        if reasons:
            reasons = [_("This platform is public, and what you want to save could not be published:"), *reasons]
        sheet.problems += reasons or [str(refusal)]
        return sheet_page(admin, request, platform, sheet, status=422)
    stored = Platform.objects.get(slug=part.slug)
    if changes or added:
        messages.success(request, _("%(name)s is saved: %(count)d changes.") % {"name": stored, "count": len(changes)})
    else:
        messages.info(request, _("Nothing was changed."))
    if "_list" in request.POST:
        return redirect("admin:platforms_platform_changelist")
    place = quote(request.POST.get("place", "")[:100], safe="")
    return redirect(reverse("admin:platforms_platform_change", args=[stored.pk]) + (f"#{place}" if place else ""))


def _with_theirs(request: HttpRequest, part: PlatformPart, base: PlatformPart | None) -> PlatformPart:
    """Return the part with the other editor's values, which are in the new base, where this editor chose them."""
    keys = [
        ("platforms", part.slug, *name.removeprefix(DECIDE).split("."))
        for name, value in request.POST.items()
        if name.startswith(DECIDE) and value == "theirs"
    ]
    return restored(part, keys=keys, from_part=base) if base and keys else part
