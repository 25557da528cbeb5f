"""Choose platforms to compare: the picker's page, and what a comparison offers to add."""

from collections.abc import Collection, Container
from dataclasses import dataclass

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from platforms.addresses import comparison_path
from platforms.domain.catalogue.platforms import Withdrawn
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filtering import nearest
from platforms.domain.comparing.filters import Filters
from platforms.domain.comparing.selection import FEWEST, MOST, Selection
from platforms.searching import search_by_name
from platforms.views import pagination
from platforms.views.public import public, wants_part

AT_A_GLANCE = 12
"""So many platforms need no search."""

MOST_PARTS = 12
"""How many names of an address count; nobody can compare more than four anyway."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Platforms to choose from: all while they fit on a page, else a page of those that a search finds."""

    search: str
    found: int
    total: int
    page: Page

    @property
    def is_long(self) -> bool:
        """Tell whether there is more than one can look through at a glance: then there is a search."""
        return bool(self.search) or self.total > AT_A_GLANCE


@public
def picker(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Choose platforms in a form (`?p=facebook&p=linkedin`), then redirect to their comparison.

    With `page` in the query the reader is still choosing: what is ticked stays ticked from page to page.
    """
    query = dict(request.GET.lists())
    asked = Selection.parse("/".join(query.get("p", [])), query, **known(catalogue))
    if asked.slugs and "page" not in query:
        return HttpResponseRedirect(comparison_path(asked.with_slugs(asked.slugs[:MOST_PARTS])))
    swapped = wants_part(request)
    chosen = asked.with_current_slugs(catalogue).known_to(catalogue)
    context = _context(request, catalogue, chosen) | {"swapped": swapped}
    return render(request, f"picker/picker.html{'#found' if swapped else ''}", context)


def known(catalogue: Catalogue) -> dict[str, Collection[str]]:
    """Return the goals and rows that an address may name."""
    rows = catalogue.memoize("rows", lambda: frozenset({*catalogue.trait_by_slug, *catalogue.feature_by_slug}))
    return {"known_goals": catalogue.goal_by_slug, "known_rows": rows}


def explain(
    request: HttpRequest, catalogue: Catalogue, present: Selection, withdrawn: list[Withdrawn], unknown: list[str]
) -> HttpResponse:
    """Say why these platforms can't be compared, with those that exist ticked."""
    context = _context(request, catalogue, present) | {
        "alone": bool(present.slugs),
        "withdrawn": withdrawn,
        "unknown": [(slug[:60], nearest(catalogue=catalogue, name=slug)) for slug in unknown],
        "rest": comparison_path(present) if present.is_comparable else "",
    }
    status = 404 if unknown else 400 if context["too_many"] else 410 if withdrawn else 200
    return render(request, "picker/picker.html", context, status=status)


def offered(request: HttpRequest, catalogue: Catalogue, *, but: Container[str] = ()) -> Offer:
    """Return what the address asks for (`?q=…&page=2`), without the platforms with the slugs `but`."""
    search = Filters.parse({"q": request.GET.getlist("q")}, catalogue=catalogue).search
    found = [each for each in search_by_name(catalogue=catalogue, search=search) if each.slug not in but]
    total = sum(slug not in but for slug in catalogue.platform_by_slug)
    return Offer(search, len(found), total, pagination.requested_page(request, found))


def _context(request: HttpRequest, catalogue: Catalogue, chosen: Selection) -> dict:
    """Return the context of the page. In a long list the chosen platforms stand apart, on every page of it."""
    offer = offered(request, catalogue)
    apart = chosen.slugs if offer.is_long else ()
    is_first = chosen.slugs or offer.search or offer.page.number == 1
    return {
        "catalogue": catalogue,
        "offer": offer,
        "page": offer.page,
        "chosen": chosen.slugs,
        "apart": [catalogue.platform_by_slug[slug] for slug in apart],
        "platforms": [platform for platform in offer.page if platform.slug not in apart],
        "query": chosen.pairs,
        "too_many": len(chosen.slugs) > MOST,
        "fewest": FEWEST,
        "most": MOST,
        # Search engines know all states of the picker as one page.
        "canonical": reverse("picker") + ("" if is_first else f"?page={offer.page.number}"),
    }
