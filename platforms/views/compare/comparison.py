"""Two to four platforms side by side."""

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
from platforms.views.compare.moving import moving_path
from platforms.views.compare.slots import opened_slots
from platforms.views.public import public
from platforms.views.reuse.embed import embedding
from platforms.words import names


@public
def comparison(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Compare the platforms that the address names; if that can't be, explain why.

    Redirect to their current names. `?open=polls` opens a row, `?replace=facebook` and `?add=1` what stands
    behind the head of a column; with `q` they list what a search finds.
    """
    query = dict(request.GET.lists())
    asked = Selection.parse(slugs, query, **picker.known(catalogue))
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
    slots, added = opened_slots(catalogue, selection, query)
    context = {
        "catalogue": catalogue,
        "canonical": comparison_path(selection.canonical),
        "selection": selection,
        "withdrawn": withdrawn,
        "notice": sharing.since_comparison(request, catalogue, platforms),
        "slots": slots,
        "added": added,
        "opened": request.GET.get("open", ""),
        **_compared(catalogue, selection, platforms),
        **_links(request, catalogue, selection),
    }
    return render(request, "comparison/comparison.html", context)


def _compared(catalogue: Catalogue, selection: Selection, platforms: list[Platform]) -> dict[str, object]:
    """Return the comparison itself, and what sums it up."""
    goals = [catalogue.goal_by_slug[slug] for slug in selection.goals]
    result = compare(
        catalogue=catalogue,
        platforms=platforms,
        goals=goals,
        wanted=selection.rows,
        today=timezone.now().date(),
    )
    return {
        "comparison": result,
        "sections": result.shown(selection.show),
        "differing": result.count(Verdict.DIFFERS),
        "alike": result.count(Verdict.SAME),
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
        "all_rows": comparison_path(selection.showing(Show.ALL)),
        "without_goals": comparison_path(replace(selection, goals=())),
        "moves": [
            (catalogue.platform_by_slug[one], catalogue.platform_by_slug[other], moving_path(one, other))
            for one, other in permutations(selection.slugs, 2)
            if selection.slugs[0] in (one, other)
        ],
        "embed": embedding(request, selection),
        "share": sharing.shared(request, catalogue, path, code=code),
    }


@public
def qr_code(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Draw the QR code of a comparison, for another phone's camera."""
    return sharing.qr_code(request, reverse("comparison", kwargs={"slugs": slugs}))
