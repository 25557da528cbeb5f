"""The home page: a search, the questionnaire, pairs that people often compare, the map of platforms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.map import ACROSS, UPWARDS, layout
from platforms.domain.comparing.similar import popular_pairs
from platforms.views.public import public

MOST_PAIRS = 6

TELLS_APART = "social-or-professional"
"""The guide to what social media and networking are."""


@public
def home(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Ask what the reader needs; offer two to four platforms to pick on the map, or a popular pair."""
    context = {
        "catalogue": catalogue,
        "samples": [_("no real name"), _("12-year-old"), _("neighbours")],
        "guide": catalogue.guide_by_slug.get(TELLS_APART),
        "map": catalogue.memoize("map", lambda: layout(catalogue=catalogue)),
        "across": catalogue.trait_by_slug.get(ACROSS),
        "upwards": catalogue.trait_by_slug.get(UPWARDS),
        "pairs": popular_pairs(catalogue=catalogue)[:MOST_PAIRS],
    }
    return render(request, "home/home.html", context)
