from django.http import HttpResponse
from django.shortcuts import render

from platforms.domain.catalogue import Catalogue
from platforms.domain.filtering import SPANS, facets
from platforms.domain.filtering import browse as find
from platforms.domain.selection import Filters, Sort
from platforms.templatetags.linking import address_of
from platforms.views.paging import turned
from platforms.views.public import HtmxRequest, public, query_lists, wants_part


@public
def browse(request: HtmxRequest, catalogue: Catalogue) -> HttpResponse:
    """All platforms, or those that meet the conditions of the query string."""
    filters = Filters.parse(query_lists(request), catalogue=catalogue)
    counts = facets(catalogue=catalogue, filters=filters)
    found = find(catalogue=catalogue, filters=filters)
    listed = turned(request, found)
    wanted = {slug: (low, high) for slug, low, high in filters.levels}
    context = {
        "catalogue": catalogue,
        "filters": filters,
        "found": found,
        "listed": listed,
        "earlier": _address(filters, listed.earlier) if listed.earlier else "",
        "later": _address(filters, listed.later) if listed.later else "",
        "canonical": address_of("browse") if listed.number == 1 or filters.active else _address(filters, listed.number),
        "total": len(catalogue.platforms),
        "kinds": counts.kinds.items(),
        "goals": [(goal, counts.goals[goal.slug]) for goal in catalogue.goals],
        "features_by_group": [
            (group, [(feature, counts.features[feature.slug]) for feature in features])
            for group, features in catalogue.features_by_group
        ],
        "traits": [
            (
                trait,
                [(span, wanted.get(trait.slug) == span, counts.levels[trait.slug, *span]) for span in SPANS],
            )
            for trait in catalogue.traits
            if trait.core
        ],
        "sorts": list(Sort),
        "chosen_goals": [catalogue.goal_by_slug[slug] for slug in filters.goals],
        "chosen_features": [catalogue.feature_by_slug[slug] for slug in filters.features],
        "chosen_levels": [(catalogue.trait_by_slug[slug], low, high) for slug, low, high in filters.levels],
    }
    return render(request, f"platforms/browse.html{'#found' if wants_part(request) else ''}", context)


def _address(filters: Filters, page: int) -> str:
    query = "&".join(filter(None, [filters.query, f"page={page}" if page > 1 else ""]))
    return f"{address_of('browse')}?{query}" if query else address_of("browse")
