"""All platforms, with filters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filtering import SPANS, facets
from platforms.domain.comparing.filters import Filters, Sort
from platforms.searching import search
from platforms.views.pagination import requested_page
from platforms.views.public import public, wants_part
from platforms.words import label, mid_sentence, span_words


@public
def browse(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """List the platforms that meet the conditions of the query string, a page at a time."""
    filters = Filters.parse(dict(request.GET.lists()), catalogue=catalogue)
    found = search(catalogue, filters.search, filters=filters).platforms
    page = requested_page(request, found)
    swapped = wants_part(request)
    context = {
        "catalogue": catalogue,
        "filters": filters,
        "sorts": list(Sort),
        "conditions": _conditions(catalogue, filters),
        "number_found": len(found),
        "page": page,
        "earlier": _path(filters, page.previous_page_number()) if page.has_previous() else "",
        "later": _path(filters, page.next_page_number()) if page.has_next() else "",
        "swapped": swapped,
        "canonical": reverse("browse") if page.number == 1 or filters.active else _path(filters, page.number),
        **_facets(catalogue, filters),
    }
    return render(request, f"browse/browse.html{'#found' if swapped else ''}", context)


def _facets(catalogue: Catalogue, filters: Filters) -> dict:
    """Return every condition on offer with the number of platforms it would leave."""
    counts = facets(catalogue=catalogue, filters=filters)
    chosen = {(slug, low, high) for slug, low, high in filters.levels}
    return {
        "kinds": counts.kinds.items(),
        "goals": [(goal, counts.goals[goal.slug]) for goal in catalogue.goals],
        "levels": [
            (trait, [(*span, counts.levels[trait.slug, *span], (trait.slug, *span) in chosen) for span in SPANS])
            for trait in catalogue.core_traits
        ],
        "groups": [
            (group, [(feature, counts.features[feature.slug]) for feature in features])
            for group, features in catalogue.features_by_group
        ],
    }


def _conditions(catalogue: Catalogue, filters: Filters) -> list[tuple[str, str]]:
    """Return the label of each chosen condition, with the query string that takes it away."""
    chosen = [("kinds", kind, label(kind)) for kind in filters.kinds]
    chosen += [("goals", slug, catalogue.goal_by_slug[slug].wording) for slug in filters.goals]
    for slug, low, high in filters.levels:
        trait = catalogue.trait_by_slug[slug]
        chosen.append(("levels", slug, f"{trait.name}: {mid_sentence(span_words(trait, low, high))}"))
    chosen += [("features", slug, catalogue.feature_by_slug[slug].name) for slug in filters.features]
    return [(name, filters.without(key, value).query) for key, value, name in chosen]


def _path(filters: Filters, number: int) -> str:
    query = "&".join(filter(None, [filters.query, f"page={number}" if number > 1 else ""]))
    return f"{reverse('browse')}?{query}" if query else reverse("browse")
