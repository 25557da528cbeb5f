"""Two to four platforms side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from platforms.addresses import comparison_path
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.comparison import compare
from platforms.domain.comparing.rows import Verdict
from platforms.domain.comparing.selection import Selection, Show
from platforms.sentences import comparison_description, comparison_title
from platforms.views import picker, sharing
from platforms.views.moving import moving_path
from platforms.views.public import public, wants_part
from platforms.words import names

type Query = Mapping[str, Sequence[str]]


@public
def comparison(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Compare the platforms that the address names; if that can't be, explain why.

    Redirect to their current names. `?add=1` and `?replace=facebook` open a list of platforms to choose from.
    """
    query = dict(request.GET.lists())
    asked = Selection.parse(slugs, query, known_goals=catalogue.goal_by_slug)
    asked = asked.with_slugs(asked.slugs[: picker.MOST_PARTS])
    meant = asked.with_current_slugs(catalogue)
    if meant.path != slugs and len(asked.slugs) < picker.MOST_PARTS:
        return HttpResponsePermanentRedirect(comparison_path(meant))
    selection = meant.known_to(catalogue)
    withdrawn = [catalogue.withdrawn_by_slug[s] for s in meant.slugs if s in catalogue.withdrawn_by_slug]
    unknown = [s for s in meant.slugs if s not in catalogue.platform_by_slug and s not in catalogue.withdrawn_by_slug]
    if unknown or not selection.is_comparable:
        return picker.explain(request, catalogue, selection, withdrawn, unknown)
    platforms = [catalogue.platform_by_slug[slug] for slug in selection.slugs]
    swapped = wants_part(request)
    chooser = _chooser(request, catalogue, selection, query)
    context = {
        "catalogue": catalogue,
        "canonical": comparison_path(selection.canonical),
        "selection": selection,
        "withdrawn": withdrawn,
        "notice": sharing.since_comparison(request, catalogue, platforms),
        "swapped": swapped,
        "chooser": chooser,
        **_compared(catalogue, selection, platforms),
        **_links(request, catalogue, selection),
    }
    if not swapped:
        return render(request, "comparison/comparison.html", context)
    if chooser and "page" in query:
        return render(request, "comparison/chooser.html#choices", context | {"turned": True})
    return render(request, "comparison/comparison.html#comparison", context)


def _compared(catalogue: Catalogue, selection: Selection, platforms: list[Platform]) -> dict[str, object]:
    """Return the comparison itself, and what sums it up."""
    goals = [catalogue.goal_by_slug[slug] for slug in selection.goals]
    result = compare(catalogue=catalogue, platforms=platforms, goals=goals, today=timezone.now().date())
    return {
        "comparison": result,
        "sections": result.shown(selection.show),
        "undecided": result.count(Verdict.UNDECIDED),
        "names": names(platforms),
        "title": comparison_title(result),
        "description": comparison_description(result),
        "goals": goals,
        "shows": [(show, comparison_path(selection.showing(show)), result.count_shown(show)) for show in Show],
    }


def _links(request: HttpRequest, catalogue: Catalogue, selection: Selection) -> dict[str, object]:
    """Return the paths of what can be done with a comparison."""
    path = comparison_path(selection)
    code = reverse("comparison_qr", kwargs={"slugs": selection.path})
    return {
        "path": path,
        # Where every row is: on this page, or on the one that shows all.
        "all_rows": "" if selection.show is Show.ALL else comparison_path(selection.showing(Show.ALL)),
        "without_goals": comparison_path(replace(selection, goals=())),
        "add": comparison_path(selection, add="1") if selection.has_room else "",
        "changes": [
            (
                catalogue.platform_by_slug[slug],
                comparison_path(selection, replace=slug),
                comparison_path(selection.swapped(slug)),
                comparison_path(selection.without(slug)),
            )
            for slug in selection.slugs
        ],
        "moves": [
            (catalogue.platform_by_slug[one], catalogue.platform_by_slug[other], moving_path(one, other))
            for one, other in permutations(selection.slugs, 2)
            if selection.slugs[0] in (one, other)
        ],
        "share": sharing.shared(request, catalogue, path, code=code),
    }


def _chooser(request: HttpRequest, catalogue: Catalogue, selection: Selection, query: Query) -> dict | None:
    """Return what could be added, or replace a platform, with the path of each choice; None unless asked for."""
    replacing = next((slug for slug in query.get("replace", ()) if slug in selection.slugs), "")
    if replacing:
        asked = {"replace": replacing}
    elif "add" in query and selection.has_room:
        asked = {"add": "1"}
    else:
        return None
    offer = picker.offered(request, catalogue, but=selection.slugs)
    choices = [
        (each, selection.replaced(replacing, each.slug) if replacing else selection.adding(each.slug))
        for each in offer.page
    ]
    if not (choices or offer.search):
        return None
    searched = {"q": offer.search} if offer.search else {}

    def turned_to(number: int) -> str:
        return comparison_path(selection, **asked, **searched, page=str(number))

    return {
        "replacing": catalogue.platform_by_slug.get(replacing),
        "choices": [(platform, comparison_path(chosen)) for platform, chosen in choices],
        "offer": offer,
        "earlier": turned_to(offer.page.previous_page_number()) if offer.page.has_previous() else "",
        "later": turned_to(offer.page.next_page_number()) if offer.page.has_next() else "",
        "path": comparison_path(Selection(selection.slugs)),
        "fields": [*selection.pairs, *asked.items()],
    }


@public
def qr_code(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Draw the QR code of a comparison, for another phone's camera."""
    return sharing.qr_code(request, reverse("comparison", kwargs={"slugs": slugs}))
