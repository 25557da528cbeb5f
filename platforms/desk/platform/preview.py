"""A platform's public page as it would be now, drafts too."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from platforms.desk.public_page import public_page
from platforms.models import Platform
from platforms.storage.building import build


def preview(admin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the public page with a catalogue that has this platform, even if it is a draft."""
    platform = get_object_or_404(Platform, pk=pk)
    if not admin.has_view_permission(request, platform):
        raise PermissionDenied
    catalogue = build(Platform.objects.published() | Platform.objects.filter(pk=pk), revision="preview")
    return public_page(request, "profile", catalogue, slug=platform.slug)
