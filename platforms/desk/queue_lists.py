"""The whole lists of the queue that are no list of the admin: unknown cells, and platforms with stale ones."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from platforms.desk.queue import stale_platforms, unknown_cells
from platforms.domain.catalogue.evidence import FRESH_FOR
from platforms.models import Platform
from platforms.storage import published

ON_A_PAGE = 100


def unknown(desk, request: HttpRequest) -> HttpResponse:
    """List all unknown cells, those first that could change most results, of one platform or kind where asked."""
    _allow(request)
    cells = unknown_cells(published.current())
    platform, kind = request.GET.get("platform", ""), request.GET.get("kind", "")
    kinds = {"ratings": _("Traits"), "support": _("Features"), "uses": _("Uses"), "audience": _("Audience")}
    names = sorted({name for _address, name, _cell, _results in cells})
    chosen = [
        cell
        for cell in cells
        if platform in ("", cell[1]) and (not kind or cell[0].partition("#")[2].startswith(f"{kind}."))
    ]
    query = request.GET.copy()
    query.pop("p", None)
    context = {
        **desk.each_context(request),
        "title": _("Unknown cells"),
        "page": Paginator(chosen, ON_A_PAGE).get_page(request.GET.get("p")),
        "filters": [
            ("platform", _("Platform"), platform, [(name, name) for name in names]),
            ("kind", _("Kind"), kind, list(kinds.items())),
        ],
        "query": query.urlencode(),
    }
    return TemplateResponse(request, "admin/queue_unknown.html", context)


def stale(desk, request: HttpRequest) -> HttpResponse:
    """List all platforms with stale cells, those with most first."""
    _allow(request)
    rows, count = stale_platforms(timezone.now().date() - FRESH_FOR, most=Platform.objects.count())
    title = _("Cells not checked for %(days)d days: %(count)d") % {"days": FRESH_FOR.days, "count": count}
    context = {**desk.each_context(request), "title": title, "platforms": rows}
    return TemplateResponse(request, "admin/queue_stale.html", context)


def _allow(request: HttpRequest) -> None:
    if not request.user.has_perm("platforms.view_platform"):
        raise PermissionDenied
