"""A waiting change tried out and taken back: its public page, and its effect on the matching."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from platforms.desk.base import public_page
from platforms.desk.effects.effect import effect
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.merging import ABSENT
from platforms.domain.document.patches import changes_of
from platforms.domain.document.problems import Invalid
from platforms.models import ChangeSet, ChangeState, Platform
from platforms.storage import changesets, published
from platforms.storage.building import build
from platforms.storage.document.write import Refused
from platforms.translations.catalogue import in_language

PAGES = {"platforms": "profile", "guides": "guide", "features": "feature"}
"""The page that shows a kind of key; others show on the first platform's."""


def show_preview(admin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the public page that a change shows on, as it would be, with a banner; store nothing."""
    change = _allowed(admin, request, pk)
    if (catalogue := _tried(request, change)) is None:
        return redirect("admin:platforms_changeset_change", pk)
    there = {
        "platforms": catalogue.platform_by_slug,
        "guides": catalogue.guide_by_slug,
        "features": catalogue.feature_by_slug,
    }
    changes = changes_of(change.changes)
    translated = [one.old if one.new is ABSENT else one.new for one in changes if one.key[0] == "translations"]
    named = [tuple(one.key.split(".")[:2]) for one in translated]
    keys = [key for key in (*(one.key[:2] for one in changes), *named) if key[1] in there.get(key[0], ())]
    kind, slug = keys[0] if keys else ("platforms", catalogue.platforms[0].slug)
    language = translated[0].language if translated else settings.LANGUAGE_CODE
    with override(language):
        shown = in_language(catalogue, language) if translated else catalogue
        response = public_page(request, PAGES[kind], shown, slug=slug)
        if hasattr(response, "render"):
            response.render()
    banner = render_to_string("admin/platforms/changeset/banner.html", {"change": change})
    response.content = response.content.replace(b"<main", banner.encode() + b"<main", 1)
    return response


def show_effect(admin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a change would do to the answers of a sample, to the audit and to who leads; store nothing."""
    change = _allowed(admin, request, pk)
    if (catalogue := _tried(request, change)) is None:
        return redirect("admin:platforms_changeset_change", pk)
    context = {
        **admin.admin_site.each_context(request),
        **effect(published.current(), catalogue),
        "title": _("What this changes"),
        "opts": admin.opts,
        "change": change,
    }
    return TemplateResponse(request, "admin/platforms/changeset/effect.html", context)


def _allowed(admin, request: HttpRequest, pk: int) -> ChangeSet:
    change = get_object_or_404(ChangeSet, pk=pk)
    if not admin.has_view_permission(request, change):
        raise PermissionDenied
    return change


def _tried(request: HttpRequest, change: ChangeSet) -> Catalogue | None:
    """Return the catalogue with the change, or None, having said why it no longer fits."""
    try:
        with transaction.atomic():
            if change.state == ChangeState.PENDING:
                changesets.apply(changes_of(change.changes), by=request.user)
            catalogue = build(Platform.objects.published(), revision="preview")
            transaction.set_rollback(True)
    except (changesets.Overtaken, Invalid, Refused) as refusal:
        messages.error(request, str(refusal))
        return None
    return catalogue
