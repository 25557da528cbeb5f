"""Two to four platforms side by side, and the way to choose them."""

from dataclasses import replace
from urllib.parse import quote, urlencode

from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from platforms.domain.catalogue import Catalogue
from platforms.domain.comparison import Verdict, compare
from platforms.domain.filtering import nearest
from platforms.domain.selection import FEWEST, MOST, Selection, Show
from platforms.templatetags.linking import address_of
from platforms.templatetags.sentences import comparison_description, comparison_title
from platforms.templatetags.wording import names
from platforms.views import sharing
from platforms.views.choosing import Offer, offered
from platforms.views.public import HtmxRequest, public, query_lists, wants_part

MOST_PARTS = 12
"""How many names of an address are looked at; more than four can't be compared anyway."""


@public
def picker(request: HtmxRequest, catalogue: Catalogue) -> HttpResponse:
    """Choose platforms in a form (`?p=facebook&p=linkedin`), which leads to their comparison.

    With `page` it is still being chosen: somebody searches and turns pages, and what was ticked stays so.
    """
    query = query_lists(request)
    chosen = Selection.parse("/".join(query.get("p", [])), query, known_goals=catalogue.goal_by_slug)
    if chosen.slugs and "page" not in query:
        return HttpResponseRedirect(_address(replace(chosen, slugs=chosen.slugs[:MOST_PARTS])))
    swapped = wants_part(request)
    context = _picking(request, catalogue, _known(catalogue, _meant(catalogue, chosen))) | {"swapped": swapped}
    return render(request, f"platforms/picker.html{'#found' if swapped else ''}", context)


@public
def comparison(request: HtmxRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Whatever the address names: compared if it can be, and answered with what is missing if not."""
    query = query_lists(request)
    asked = Selection.parse(slugs, query, known_goals=catalogue.goal_by_slug)
    asked = replace(asked, slugs=asked.slugs[:MOST_PARTS])
    meant = _meant(catalogue, asked)
    if f"{meant.path}/" != f"{slugs}/" and len(asked.slugs) < MOST_PARTS:
        return HttpResponsePermanentRedirect(_address(meant) if meant.slugs else address_of("picker"))
    present = _known(catalogue, meant)
    withdrawn = [catalogue.withdrawn_by_slug[s] for s in meant.slugs if s in catalogue.withdrawn_by_slug]
    unknown = [s for s in meant.slugs if s not in catalogue.platform_by_slug and s not in catalogue.withdrawn_by_slug]
    if unknown or not present.is_comparable:
        return _help(request, catalogue, present, withdrawn, unknown)
    return _compared(request, catalogue, present, withdrawn, query)


def _meant(catalogue: Catalogue, selection: Selection) -> Selection:
    """With the names of today in the place of former ones."""
    slugs = dict.fromkeys(catalogue.slug_by_other_name.get(slug, slug) for slug in selection.slugs)
    return replace(selection, slugs=tuple(slugs))


def _known(catalogue: Catalogue, selection: Selection) -> Selection:
    return replace(selection, slugs=tuple(slug for slug in selection.slugs if slug in catalogue.platform_by_slug))


def _compared(request, catalogue: Catalogue, selection: Selection, withdrawn, query) -> HttpResponse:
    platforms = [catalogue.platform_by_slug[slug] for slug in selection.slugs]
    replacing = next((slug for slug in query.get("replace", ()) if slug in selection.slugs), "")
    choosing = {"replace": replacing} if replacing else {"add": "1"} if "add" in query and selection.has_room else {}
    offer = offered(request, catalogue, but=selection.slugs) if choosing else None
    result = compare(
        catalogue=catalogue,
        platforms=platforms,
        goals=[catalogue.goal_by_slug[slug] for slug in selection.goals],
        today=timezone.now().date(),
    )
    every = names(platforms)
    context = {
        "catalogue": catalogue,
        "all": every,
        "caption": gettext("%(all)s, side by side") % {"all": every},
        "title": comparison_title(result),
        "description": comparison_description(result),
        "selection": selection,
        "comparison": result,
        "sections": [(s, rows) for s in result.sections if (rows := [r for r in s.rows if r.is_shown(selection.show)])],
        "undecided": result.count(Verdict.UNDECIDED),
        "columns": [
            {
                "platform": platform,
                "remove": _address(selection.without(platform.slug)),
                "replace": _address(selection, replace=platform.slug),
                "swap": _address(selection.swapped(platform.slug)),
            }
            for platform in platforms
        ],
        "shows": [
            (Show.ALL, _address(selection.showing(Show.ALL)), len(result.rows)),
            (Show.DIFFERENCES, _address(selection.showing(Show.DIFFERENCES)), result.count(Verdict.DIFFERS)),
            (Show.SAME, _address(selection.showing(Show.SAME)), result.count(Verdict.SAME)),
        ],
        "add": _address(selection, add="1") if selection.has_room else "",
        "replacing": catalogue.platform_by_slug.get(replacing),
        **(_offering(selection, offer, choosing) if offer else {}),
        "withdrawn": withdrawn,
        "canonical": _address(selection.canonical),
        "address": _address(selection),
        # Where every row is: here, or on the page that shows all.
        "all_rows": "" if selection.show is Show.ALL else _address(selection.showing(Show.ALL)),
        "goals": [catalogue.goal_by_slug[slug] for slug in selection.goals],
        "without_goals": _address(replace(selection, goals=())),
        "shared": sharing.shared(
            request, catalogue, _address(selection), code=address_of("comparison_qr", slugs=selection.path)
        ),
        "told": sharing.told(request, catalogue, platforms),
    }
    if not wants_part(request):
        return render(request, "platforms/compare.html", context)
    if offer and "page" in query:
        return render(request, "platforms/compare.html#choices", context | {"swapped": True})
    return render(request, "platforms/compare.html#comparison", context)


def _offering(selection: Selection, offer: Offer, choosing: dict[str, str]) -> dict:
    """What could be added, or put in a platform's place, each with the address that does it."""
    replacing, searched = choosing.get("replace"), {"q": offer.search} if offer.search else {}

    def turn(page: int) -> str:
        return _address(selection, **choosing, **searched, page=str(page)) if page else ""

    return {
        "offer": offer,
        "listed": offer.listed,
        "earlier": turn(offer.listed.earlier),
        "later": turn(offer.listed.later),
        "path": _address(Selection(selection.slugs)),
        "kept": [*selection.pairs, *choosing.items()],
        "choices": [
            (other, _address(selection.replaced(replacing, other.slug) if replacing else selection.with_(other.slug)))
            for other in offer.listed.shown
        ],
    }


@public
def qr_code(request: HtmxRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """A comparison, for another phone's camera."""
    return sharing.qr_code(request, address_of("comparison", slugs=slugs))


def _help(request, catalogue: Catalogue, present: Selection, withdrawn, unknown) -> HttpResponse:
    """Say what stands in the way of a comparison, and keep what can be kept."""
    context = _picking(request, catalogue, present) | {
        "alone": bool(present.slugs),
        "withdrawn": withdrawn,
        "unknown": [(slug[:60], nearest(catalogue=catalogue, name=slug)) for slug in unknown],
        "rest": _address(present) if present.is_comparable else "",
    }
    status = 404 if unknown else 400 if context["too_many"] else 410 if withdrawn else 200
    return render(request, "platforms/picker.html", context, status=status)


def _picking(request: HtmxRequest, catalogue: Catalogue, chosen: Selection) -> dict:
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


def _address(selection: Selection, **choosing: str) -> str:
    """Where a selection is shown; `choosing` opens the list of what could be added, or put in a platform's place."""
    path = address_of("picker")  # all comparisons begin like it
    if selection.slugs:
        path = f"{path}{quote(selection.path)}/"
    query = "&".join(filter(None, [selection.query, urlencode(choosing)])) if choosing else selection.query
    return f"{path}?{query}" if query else path
