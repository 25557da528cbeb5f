"""The home page: the map of platforms, a search, pairs that people often compare."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.map import layout
from platforms.domain.comparing.similar import popular_pairs
from platforms.views.public import public

MOST_PAIRS = 6


@public
def home(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Offer two to four platforms to pick on the map, or a popular pair."""
    context = {
        "catalogue": catalogue,
        "map": catalogue.memoize("map", lambda: layout(catalogue=catalogue)),
        "pairs": popular_pairs(catalogue=catalogue)[:MOST_PAIRS],
    }
    return render(request, "home/home.html", context)
