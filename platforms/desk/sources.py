"""Search among the sources, for the field of a cell."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse

from platforms.models import Fact, Figure, Rating, Source, Support, Tip

MOST = 20


def search(admin, request: HttpRequest) -> JsonResponse:
    """`{"results": [{"slug", "title"}]}` for `?q=`: every word in title, publisher, URL or slug."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    found, _distinct = admin.get_search_results(request, Source.objects.order_by("slug"), request.GET.get("q", ""))
    return JsonResponse({"results": [{"slug": s.slug, "title": str(s)} for s in found[:MOST]]})


def users_of(found) -> list[str]:
    """The cells and tips that rest on these sources, in words; five queries."""
    cells: list[str] = []
    for model in (Rating, Support, Fact, Figure, Tip):
        rows = model._default_manager.filter(sources__in=list(found)).select_related("platform").distinct()
        name = model._meta.verbose_name
        cells += [f"{name}: {row}" for row in rows]
    return cells
