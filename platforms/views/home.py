from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from platforms.domain.catalogue import Catalogue
from platforms.domain.map import layout
from platforms.views.public import public

POPULAR_PAIRS = (
    ("facebook", "linkedin"),
    ("instagram", "tiktok"),
    ("x", "bluesky"),
    ("linkedin", "xing"),
    ("facebook", "meetup"),
    ("reddit", "discord"),
    ("x", "instagram"),
    ("linkedin", "meetup"),
)


@public
def home(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """The way in: pick two to four platforms, or start from a popular pair."""
    known = catalogue.platform_by_slug
    pairs = [(known[a], known[b]) for a, b in POPULAR_PAIRS if a in known and b in known]
    context = {
        "pairs": pairs[:6],
        "map": catalogue.kept("map", lambda: layout(catalogue=catalogue)),
        "catalogue": catalogue,
    }
    return render(request, "platforms/home.html", context)
