"""The page of one trait, feature or goal on all platforms, saved as one change."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from platforms.desk.effects.confirm import confirm_effect, is_asked_for
from platforms.desk.grid.cells import Grid
from platforms.desk.saving.proposing import save_or_propose
from platforms.desk.saving.responses import rendered
from platforms.domain.document.problems import Invalid
from platforms.storage import changesets
from platforms.storage.document.write import Refused


def show_grid(admin, request: HttpRequest, pk: int) -> HttpResponse:
    """Show the cells to those who may view platforms; save them for those who may change them."""
    scale = get_object_or_404(admin.model, pk=pk)
    may_save = request.user.has_perm("platforms.change_platform")
    if not request.user.has_perm("platforms.view_platform") or (request.method == "POST" and not may_save):
        raise PermissionDenied
    if request.method != "POST":
        return _page(admin, request, Grid(scale, admin.field))
    title = _("%(name)s on all platforms") % {"name": scale}
    grid = Grid(scale, admin.field, data=request.POST)
    if is_asked_for(request):
        return confirm_effect(
            admin, request, lambda: rendered(_save(admin, request, grid)), is_worth_it=lambda *_both: True
        )
    try:
        return save_or_propose(request, lambda: rendered(_save(admin, request, grid)), title=title, is_recorded=True)
    except Invalid as refusal:
        grid.problems = [str(problem) for problem in refusal.problems]
        return _page(admin, request, grid, status=422)


def _save(admin, request: HttpRequest, grid: Grid) -> HttpResponse:
    if "_back" in request.POST:
        grid.problems.append(_("Nothing is saved yet."))
    if not grid.is_valid() or grid.problems:
        return _page(admin, request, grid, status=422)
    changes = grid.changes()
    note = grid.saving.cleaned_data["note"]
    try:
        if changes:
            changesets.apply(changes, by=request.user, note=note)
    except changesets.Overtaken as overtaken:
        grid.show_overtaken(overtaken.changes)
        return _page(admin, request, grid, status=409)
    except Refused as refusal:
        grid.problems = [str(refusal)]
        return _page(admin, request, grid, status=422)
    if changes:
        messages.success(request, _("Saved: %(count)d changes.") % {"count": len(changes)})
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(request.path)


def _page(admin, request: HttpRequest, grid: Grid, *, status: int = 200) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        "title": _("%(name)s on all platforms") % {"name": grid.scale},
        "opts": admin.opts,
        "scale": grid.scale,
        "grid": grid,
        "unplaced": grid.place_sources(),
        "publishes": settings.DIRECT_PUBLISHING,
        "may_save": request.user.has_perm("platforms.change_platform"),
    }
    return TemplateResponse(request, "admin/platforms/grid.html", context, status=status)
