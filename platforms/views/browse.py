"""All platforms: a search by what people want, filters, and each platform in the part that it belongs to."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from platforms.addresses import comparison_path
from platforms.condition_words import condition_label
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filters import Filters, Sort
from platforms.domain.comparing.selection import Selection
from platforms.domain.search.searching import Found
from platforms.domain.search.sections import sections
from platforms.found_words import answer, exceptions
from platforms.searching import search
from platforms.views.browse_filters import offered
from platforms.views.browse_parts import IN_ROWS, shown
from platforms.views.pagination import requested_page
from platforms.views.public import public, wants_part

SORTS = (Sort.BEST, Sort.NAME, Sort.PEOPLE)
"""The orders on offer; others of old addresses still work."""


MOST_SUGGESTED = 5
"""How many platforms show while somebody types."""


@public
def browse(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """List the platforms by what the query string asks for: a phrase, conditions, or both."""
    asked = Filters.parse(dict(request.GET.lists()), catalogue=catalogue)
    found = search(catalogue, asked.search, filters=asked)
    page = requested_page(request, found.others.yes)
    swapped = wants_part(request)
    context = {
        "catalogue": catalogue,
        "asked": asked,
        "found": found,
        "answer": answer(catalogue, found),
        "exceptions": exceptions(found),
        "chips": list(_chips(catalogue, found)),
        "parts": [shown(catalogue, section, found, page) for section in sections(found)],
        "compare": _compare_path(found),
        "sorts": list(dict.fromkeys((*SORTS, asked.sort))),
        "page": page,
        "earlier": _path(asked, page.previous_page_number()) if page.has_previous() else "",
        "later": _path(asked, page.next_page_number()) if page.has_next() else "",
        "swapped": swapped,
        "canonical": reverse("browse") if page.number == 1 or asked.active else _path(asked, page.number),
        **offered(catalogue, asked, found.filters),
    }
    response = render(request, f"browse/browse.html{'#found' if swapped else ''}", context)
    if swapped:
        response["HX-Push-Url"] = _path(asked, page.number)  # without what the form sends empty
    return response


@public
def suggestions(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Answer in a few lines while somebody types on the home page; lead to all platforms where that is not asked."""
    asked = Filters.parse({"q": request.GET.getlist("q")}, catalogue=catalogue)
    if not wants_part(request):
        return redirect(_path(asked, 1))
    found = search(catalogue, asked.search, filters=asked)
    page = requested_page(request, found.others.yes)
    rows = [
        row
        for section in sections(found)
        if section.part in IN_ROWS
        for row in shown(catalogue, section, found, page).rows
    ]
    context = {
        "catalogue": catalogue,
        "asked": asked,
        "found": found,
        "answer": answer(catalogue, found),
        "exceptions": exceptions(found),
        "rows": rows[:MOST_SUGGESTED],
        "compare": _compare_path(found),
    }
    return render(request, "browse/suggestions.html", context)


def _chips(catalogue: Catalogue, found: Found) -> Iterator[tuple[str, str]]:
    """Yield the label of each condition with the query string without it."""
    for condition in found.filters.conditions:
        yield condition_label(catalogue, condition), found.filters.without_condition(condition).query


def _compare_path(found: Found) -> str:
    """Return the path of a comparison of the named platforms, with the goals and rows that were searched for."""
    rows = {*found.filters.features, *(slug for slug, _, _ in found.filters.levels)}
    slugs = tuple(platform.slug for platform in found.named)
    selection = Selection(slugs, goals=found.filters.goals, rows=tuple(sorted(rows)))
    return comparison_path(selection) if selection.is_comparable else ""


def _path(filters: Filters, number: int) -> str:
    query = "&".join(filter(None, [filters.query, f"page={number}" if number > 1 else ""]))
    return f"{reverse('browse')}?{query}" if query else reverse("browse")
