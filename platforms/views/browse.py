from html import escape

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filtering import SPANS, facets
from platforms.domain.comparing.filtering import browse as find
from platforms.domain.comparing.selection import Filters, Sort
from platforms.domain.vocabulary import Kind
from platforms.templatetags.cells import Pieces, pieces_of, render
from platforms.templatetags.choosing import (
    cards,
    chips,
    chips_by_group,
    conditions,
    counts,
    span_fields,
    swapped_options,
)
from platforms.templatetags.linking import address_of, list_data, way
from platforms.templatetags.speaking import languages
from platforms.templatetags.stencils import Gaps, page
from platforms.views.paging import Page, turned
from platforms.views.public import public, query_lists, wants_part


@public
def browse(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """All platforms, or those that meet the conditions of the query string."""
    filters = Filters.parse(query_lists(request), catalogue=catalogue)
    found = find(catalogue=catalogue, filters=filters)
    listed = turned(request, found)
    swapped = wants_part(request)
    # What the page shows besides its gaps.
    shape = {
        "swapped": swapped,
        "order": filters.sort,
        "has_query": bool(filters.query),
        "active": filters.active,
        "goals": bool(filters.goals),
        "levels": bool(filters.levels),
        "features": bool(filters.features),
        "found": bool(found),
    }
    return page(
        request,
        f"platforms/browse.html{'#found' if swapped else ''}",
        lambda: {"sorts": list(Sort), **shape},
        catalogue=catalogue,
        canonical=address_of("browse") if listed.number == 1 or filters.active else _address(filters, listed.number),
        gaps=_gaps(request, catalogue, filters, listed, found=len(found), swapped=swapped),
        shape=tuple(shape.values()),
    )


def _gaps(
    request: HttpRequest, catalogue: Catalogue, filters: Filters, listed: Page, *, found: int, swapped: bool
) -> Gaps:
    pieces, counted = pieces_of(catalogue), facets(catalogue=catalogue, filters=filters)
    wanted = {slug: (low, high) for slug, low, high in filters.levels}
    kinds = [(Kind(kind), number) for kind, number in counted.kinds.items()]
    goals = [(goal, counted.goals[goal.slug]) for goal in catalogue.goals]
    features_by_group = [
        (group, [(feature, counted.features[feature.slug]) for feature in features])
        for group, features in catalogue.features_by_group
    ]
    levels = [
        (trait, [(span, wanted.get(trait.slug) == span, counted.levels[trait.slug, *span]) for span in SPANS])
        for trait in catalogue.core_traits
    ]
    total = len(catalogue.platforms)
    gaps = {
        "status": pieces.find(("found", found), lambda: render("platforms/browse.html#status", n=found, total=total)),
        "conditions": conditions(pieces, catalogue, filters),
        "cards": cards(pieces, listed.shown),
        "pages": _pages(pieces, filters, listed) if listed.pages > 1 else "",
    }
    if swapped:
        features = [each for _group, features in features_by_group for each in features]
        numbers = [counts([*kinds, *goals, *features]), swapped_options(pieces, levels)]
        return gaps | {"languages": languages(pieces, request, swapped=True), "counts": "".join(numbers)}
    name = pieces.find("all platforms", _name)
    return gaps | {
        "data": list_data(pieces, request, name, listed.shown),
        "way": way(pieces, request, name),
        "search": escape(filters.search),
        "number_of_goals": str(len(filters.goals)),
        "number_of_levels": str(len(filters.levels)),
        "number_of_features": str(len(filters.features)),
        "kinds": chips(pieces, "kind", kinds, filters.kinds),
        "goals": chips(pieces, "goal", goals, filters.goals),
        "levels": span_fields(pieces, levels),
        "features": chips_by_group(pieces, features_by_group, filters.features),
    }


def _name() -> str:
    return gettext("All platforms")


def _pages(pieces: Pieces, filters: Filters, listed: Page) -> str:
    """The way to the pages before and after this one."""
    before, after = listed.earlier and EARLIER, listed.later and LATER
    links = pieces.find(
        ("pages", listed.number, listed.pages),
        lambda: render("_shared/pages.html", listed=listed, earlier=before, later=after),
    )
    earlier, later = (escape(_address(filters, page)) for page in (listed.earlier, listed.later))
    return links.replace(EARLIER, earlier).replace(LATER, later)


EARLIER, LATER = "PAGE-BEFORE-THIS", "PAGE-AFTER-THIS"
"""Where their addresses come in."""


def _address(filters: Filters, page: int) -> str:
    query = "&".join(filter(None, [filters.query, f"page={page}" if page > 1 else ""]))
    return f"{address_of('browse')}?{query}" if query else address_of("browse")
