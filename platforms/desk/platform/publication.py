"""From draft to public and back: preview on the public templates, every reason against, and who may."""

import inspect

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from platforms.models import Platform
from platforms.storage.building import build
from platforms.storage.publication import NotPublishable, publish, reasons_against, withdraw


def preview(admin, request: HttpRequest, pk: int) -> HttpResponse:
    """The public page of a platform as it would be now, by the public view itself with a catalogue that has the draft.

    The view is found by its address: the desk imports no view, and can't show a page that the site would not.
    """
    platform = get_object_or_404(Platform, pk=pk)
    if not admin.has_view_permission(request, platform):
        raise PermissionDenied
    shown = Platform.objects.published() | Platform.objects.filter(pk=pk)
    catalogue = build(shown, revision="preview")
    view = resolve(reverse("profile", kwargs={"slug": platform.slug})).func
    response = inspect.unwrap(view)(request, catalogue, slug=platform.slug)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def publication(admin, request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, with every reason against; then publish or withdraw. Editors see the reasons too, to mend them."""
    platform = get_object_or_404(Platform, pk=pk)
    may_publish = admin.has_publish_permission(request)
    if not admin.has_view_permission(request, platform) or (request.method == "POST" and not may_publish):
        raise PermissionDenied
    reasons: list[str] = []
    if request.method == "POST":
        try:
            if "withdraw" in request.POST:
                withdraw(platform, by=request.user)
                messages.success(request, _("%(name)s is withdrawn.") % {"name": platform})
            else:
                publish(platform, by=request.user)
                messages.success(request, _("%(name)s is published.") % {"name": platform})
            return redirect("admin:platforms_platform_change", pk)
        except NotPublishable as refusal:
            reasons = refusal.reasons
    elif not platform.is_published:
        reasons = reasons_against(platform)
    context = {
        **admin.admin_site.each_context(request),
        "title": _("%(name)s: publication") % {"name": platform},
        "opts": admin.model._meta,
        "platform": platform,
        "reasons": reasons,
        "may_publish": may_publish,
    }
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "admin/platforms/platform/publication.html", context, status=status)
