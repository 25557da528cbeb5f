"""Before publishing: a platform's public page as it would be, and the page that publishes or withdraws it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from platforms.desk.base import public_page
from platforms.desk.effects.effect import effect
from platforms.models import Platform
from platforms.storage import published
from platforms.storage.building import build
from platforms.storage.first_publication import reasons_against_first
from platforms.storage.publication import NotPublishable, publish, withdraw


def preview(admin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the public page with a catalogue that has this platform, even if it is a draft."""
    platform = get_object_or_404(Platform, pk=pk)
    if not admin.has_view_permission(request, platform):
        raise PermissionDenied
    catalogue = build(Platform.objects.published() | Platform.objects.filter(pk=pk), revision="preview")
    return public_page(request, "profile", catalogue, slug=platform.slug)


def publication(admin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show every reason against, also to editors, who can mend them; publish or withdraw on POST."""
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
                if first := [] if platform.published_at else reasons_against_first(platform):
                    raise NotPublishable(first)
                publish(platform, by=request.user)
                messages.success(request, _("%(name)s is published.") % {"name": platform})
            return redirect("admin:platforms_platform_change", pk)
        except NotPublishable as refusal:
            reasons = refusal.reasons
    elif not platform.is_published:
        reasons = reasons_against_first(platform)
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


def show_effect(admin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show what publishing a platform would do to the answers of a sample and to the audit, or withdrawing it."""
    platform = get_object_or_404(Platform, pk=pk)
    if not admin.has_view_permission(request, platform):
        raise PermissionDenied
    others = Platform.objects.published().exclude(pk=pk)
    then = others if platform.is_published else others | Platform.objects.filter(pk=pk)
    context = {
        **admin.admin_site.each_context(request),
        **effect(published.current(), build(then, revision="tried out")),
        "title": _("What this changes"),
        "opts": admin.opts,
        "platform": platform,
    }
    return TemplateResponse(request, "admin/platforms/platform/effect.html", context)
