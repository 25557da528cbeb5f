"""The pages of a platform's history: its entries, what each changed by cell, and going back to one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from platforms.desk.platform.differences import describe
from platforms.domain.document.edits import differences
from platforms.models import Platform
from platforms.storage import history
from platforms.storage.document.write import Refused
from platforms.storage.entries import document_of

ON_A_PAGE = 50


def entries(admin, request: HttpRequest, pk: int) -> HttpResponse:
    """List who changed the platform, when and why, newest first."""
    platform = get_object_or_404(Platform, pk=pk)
    if not admin.has_view_permission(request, platform):
        raise PermissionDenied
    listed = _entries(platform).defer("document").select_related("history_user")
    context = {
        **_context(admin, request, platform),
        "title": _("%(name)s: history") % {"name": platform},
        "page": Paginator(listed, ON_A_PAGE).get_page(request.GET.get("p")),
    }
    return TemplateResponse(request, "admin/platforms/platform/history.html", context)


def entry(admin, request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    """Show what an entry changed, and what going back to it would change; go back on POST, which makes an entry."""
    platform = get_object_or_404(Platform, pk=pk)
    chosen = get_object_or_404(_entries(platform), history_id=entry_id)
    may_revert = request.user.has_perm("platforms.revert_platform")
    if not admin.has_view_permission(request, platform) or (request.method == "POST" and not may_revert):
        raise PermissionDenied
    if request.method == "POST":
        return _revert(request, platform, chosen)
    before = _entries(platform).filter(history_id__lt=chosen.history_id).first()
    newest = _entries(platform).first()
    own, old, now = (document_of(one) if one else None for one in (chosen, before, newest))
    wanted = document_of(chosen, now=now)
    context = {
        **_context(admin, request, platform),
        "title": _("%(name)s: one entry") % {"name": platform},
        "entry": chosen,
        "changed": describe(differences(old, own)) if own else [],
        "back": describe(differences(now, wanted)) if wanted and now and newest != chosen else [],
        "may_revert": may_revert,
    }
    return TemplateResponse(request, "admin/platforms/platform/entry.html", context)


def _revert(request: HttpRequest, platform: Platform, entry) -> HttpResponse:
    day = date_format(entry.history_date, "DATETIME_FORMAT")
    try:
        changes, lost = history.revert(entry, by=request.user, note=_("Back to the entry of %(day)s") % {"day": day})
    except Refused as refusal:
        for reason in getattr(refusal.__cause__, "reasons", None) or [str(refusal)]:
            messages.error(request, reason)
        return redirect("admin:platforms_platform_entry", platform.pk, entry.history_id)
    count = {"day": day, "count": len(changes)}
    messages.success(request, _("Back to the entry of %(day)s: %(count)d changes.") % count)
    if lost:
        names = {"names": ", ".join(lost)}
        messages.warning(request, _("These were deleted since and did not come back: %(names)s") % names)
    return redirect("admin:platforms_platform_change", platform.pk)


def _entries(platform: Platform):
    return platform.history.order_by("-history_id")


def _context(admin, request: HttpRequest, platform: Platform) -> dict:
    return {**admin.admin_site.each_context(request), "opts": admin.model._meta, "platform": platform}
