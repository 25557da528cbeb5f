"""Choose the platforms that are to stand side by side."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filtering import nearest
from platforms.domain.comparing.selection import FEWEST, MOST, Selection
from platforms.templatetags.linking import address_of, comparison_path
from platforms.views.choosing import offered
from platforms.views.public import public, query_lists, wants_part

MOST_PARTS = 12
"""How many names of an address are looked at; more than four can't be compared anyway."""


@public
def picker(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Choose platforms in a form (`?p=facebook&p=linkedin`), which leads to their comparison.

    With `page` it is still being chosen: somebody searches and turns pages, and what was ticked stays so.
    """
    query = query_lists(request)
    chosen = Selection.parse("/".join(query.get("p", [])), query, known_goals=catalogue.goal_by_slug)
    if chosen.slugs and "page" not in query:
        return HttpResponseRedirect(comparison_path(chosen.of(chosen.slugs[:MOST_PARTS])))
    swapped = wants_part(request)
    known = chosen.under_current_names(catalogue).known_to(catalogue)
    context = _picking(request, catalogue, known) | {"swapped": swapped}
    return render(request, f"platforms/picker.html{'#found' if swapped else ''}", context)


def explain(request, catalogue: Catalogue, present: Selection, withdrawn, unknown) -> HttpResponse:
    """Say what stands in the way of a comparison, and keep what can be kept."""
    context = _picking(request, catalogue, present) | {
        "alone": bool(present.slugs),
        "withdrawn": withdrawn,
        "unknown": [(slug[:60], nearest(catalogue=catalogue, name=slug)) for slug in unknown],
        "rest": comparison_path(present) if present.is_comparable else "",
    }
    status = 404 if unknown else 400 if context["too_many"] else 410 if withdrawn else 200
    return render(request, "platforms/picker.html", context, status=status)


def _picking(request: HttpRequest, catalogue: Catalogue, chosen: Selection) -> dict:
    """What the page needs on which platforms are chosen; whatever led there, it is one page to search engines.

    In a long list those chosen stand apart, wherever somebody turns to.
    """
    offer = offered(request, catalogue)
    apart = chosen.slugs if offer.is_long else ()
    page = "" if chosen.slugs or offer.search or offer.listed.number == 1 else f"?page={offer.listed.number}"
    return {
        "catalogue": catalogue,
        "offer": offer,
        "listed": offer.listed,
        "chosen": chosen.slugs,
        "apart": [catalogue.platform_by_slug[slug] for slug in apart],
        "platforms": [platform for platform in offer.listed.shown if platform.slug not in apart],
        "kept": chosen.pairs,
        "too_many": len(chosen.slugs) > MOST,
        "fewest": FEWEST,
        "most": MOST,
        "canonical": address_of("picker") + page,
    }
