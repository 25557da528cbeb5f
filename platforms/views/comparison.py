"""Two to four platforms side by side."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.utils.translation import gettext

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.comparison import Comparison, compare
from platforms.domain.comparing.rows import SHOWN, Verdict
from platforms.domain.comparing.selection import Selection, Show
from platforms.sentences import comparison_description, comparison_title
from platforms.templatetags.cells import pieces_of
from platforms.templatetags.comparing import change_items, choices, coverage, heads, in_short, show_links, table_rows
from platforms.templatetags.drawing import chart
from platforms.templatetags.linking import address_of, address_with, comparison_path, page_data, picture, share, way
from platforms.templatetags.speaking import languages
from platforms.templatetags.stencils import Gaps, counted, page
from platforms.views import picker, sharing
from platforms.views.picker import Offer, offered
from platforms.views.public import public, wants_part
from platforms.words import names


@public
def comparison(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Whatever the address names: compared if it can be, and answered with what is missing if not."""
    query = dict(request.GET.lists())
    asked = Selection.parse(slugs, query, known_goals=catalogue.goal_by_slug)
    asked = asked.of(asked.slugs[: picker.MOST_PARTS])
    meant = asked.under_current_names(catalogue)
    if f"{meant.path}/" != f"{slugs}/" and len(asked.slugs) < picker.MOST_PARTS:
        return HttpResponsePermanentRedirect(comparison_path(meant) if meant.slugs else address_of("picker"))
    present = meant.known_to(catalogue)
    withdrawn = [catalogue.withdrawn_by_slug[s] for s in meant.slugs if s in catalogue.withdrawn_by_slug]
    unknown = [s for s in meant.slugs if s not in catalogue.platform_by_slug and s not in catalogue.withdrawn_by_slug]
    if unknown or not present.is_comparable:
        return picker.explain(request, catalogue, present, withdrawn, unknown)
    return _compared(request, catalogue, present, withdrawn, query)


def _compared(request, catalogue: Catalogue, selection: Selection, withdrawn, query) -> HttpResponse:
    platforms = [catalogue.platform_by_slug[slug] for slug in selection.slugs]
    goals = [catalogue.goal_by_slug[slug] for slug in selection.goals]
    result = compare(catalogue=catalogue, platforms=platforms, goals=goals, today=timezone.now().date())
    replacing = next((slug for slug in query.get("replace", ()) if slug in selection.slugs), "")
    choosing = {"replace": replacing} if replacing else {"add": "1"} if "add" in query and selection.has_room else {}
    offer = offered(request, catalogue, but=selection.slugs) if choosing else None
    notice = sharing.since_comparison(request, catalogue, platforms)
    swapped = wants_part(request)
    part = ("#choices" if offer and "page" in query else "#comparison") if swapped else ""

    def context() -> dict:
        return {
            "swapped": swapped,
            "turned": part == "#choices",
            "across": len(platforms),
            "has_short": bool(result.in_short),
            "has_room": selection.has_room,
            "withdrawn": withdrawn,
            "notice": notice,
            "goals": goals,
            "without_goals": comparison_path(replace(selection, goals=())),
            "replacing": catalogue.platform_by_slug.get(replacing),
            "address": comparison_path(selection),
            **(_offering(selection, offer, choosing) if offer else {}),
        }

    return page(
        request,
        f"platforms/compare.html{part}",
        context,
        catalogue=catalogue,
        canonical=comparison_path(selection.canonical),
        gaps=_gaps(request, catalogue, selection, result, swapped=swapped),
        # What is chosen from, what changed and which goals count is another on each page: nothing to be kept.
        shape=None if withdrawn or notice or goals or choosing else (swapped, len(platforms), bool(result.in_short)),
    )


def _gaps(request, catalogue: Catalogue, selection: Selection, result: Comparison, *, swapped: bool) -> Gaps:
    """What one comparison has that another has not."""
    pieces, platforms = pieces_of(catalogue), result.platforms
    every, path = names(platforms), f"{address_of('picker')}{selection.path}/"
    shown = {show: f"{path}?{query}" if (query := selection.showing(show).query) else path for show in Show}
    address = shown[selection.show]
    counts = {Show.ALL: len(result.places)} | {show: result.count(verdict) for show, verdict in SHOWN.items()}
    link = sharing.shared(request, catalogue, address, code=address_with("comparison_qr", slugs=selection.path))
    gaps: dict[str, str | bytes] = {
        "title": escape(comparison_title(result)),
        "all": escape(every),
        # Where every row is: here, or on the page that shows all.
        "in_short": in_short(pieces, result.in_short, "" if selection.show is Show.ALL else shown[Show.ALL]),
        "choices": choices(pieces, result.choices),
        "chart": chart(pieces, catalogue.traits, platforms),
        "shows": show_links(pieces, [(show, shown[show], counts[show]) for show in Show], selection.show),
        "undecided": counted(pieces, "platforms/compare.html#undecided", result.count(Verdict.UNDECIDED)),
        "caption": pieces.find("caption", _caption) % {"all": escape(every)},
        "heads": heads(pieces, platforms),
        "rows": table_rows(pieces, result, selection.show),
        "coverage": coverage(pieces, result.coverage),
        "changes": change_items(pieces, platforms, _changes(selection, path, escape(address))),
        "add": escape(f"{address}{'?' if address == path else '&'}add=1"),
        "share": share(pieces, link),
    }
    if swapped:
        return gaps | {"languages": languages(pieces, request, swapped=True)}
    return gaps | {
        "description": escape(comparison_description(result)),
        "image": picture(request, catalogue, address_with("picture_of_comparison", slugs=selection.canonical.path)),
        "data": page_data(pieces, request, every, platforms),
        "way": way(pieces, request, every, "picker"),
    }


def _caption() -> str:
    return gettext("%(all)s, side by side")


def _changes(selection: Selection, path: str, address: str) -> Iterator[tuple[str, str, str]]:
    """Where each platform is replaced, swapped and removed, as HTML; all else stays as at the selection's `address`."""
    start, query = path.removesuffix(f"{selection.path}/"), address.removeprefix(path)
    for slug in selection.slugs:
        swapped, left = selection.swapped(slug), selection.without(slug)
        replacing = f"{address}{'&amp;' if query else '?'}replace={slug}"
        yield replacing, f"{start}{swapped.path}/{query}", f"{start}{left.path}/{query}"


def _offering(selection: Selection, offer: Offer, choosing: dict[str, str]) -> dict:
    """What could be added, or put in a platform's place, each with the address that does it."""
    replacing, searched = choosing.get("replace"), {"q": offer.search} if offer.search else {}

    def turn(page: int) -> str:
        return comparison_path(selection, **choosing, **searched, page=str(page)) if page else ""

    return {
        "offer": offer,
        "page": offer.page,
        "earlier": turn(offer.page.previous_page_number() if offer.page.has_previous() else 0),
        "later": turn(offer.page.next_page_number() if offer.page.has_next() else 0),
        "path": comparison_path(Selection(selection.slugs)),
        "kept": [*selection.pairs, *choosing.items()],
        "choices": [
            (other, comparison_path(selection.replaced(replacing, other.slug)))
            if replacing
            else (other, comparison_path(selection.with_(other.slug)))
            for other in offer.page
        ],
    }


@public
def qr_code(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """A comparison, for another phone's camera."""
    return sharing.qr_code(request, address_of("comparison", slugs=slugs))
