from django.http import HttpRequest, HttpResponse

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.map import layout
from platforms.templatetags.cells import pieces_of
from platforms.templatetags.linking import site_data
from platforms.templatetags.stencils import page
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

    def context() -> dict:
        known = catalogue.platform_by_slug
        pairs = [(known[a], known[b]) for a, b in POPULAR_PAIRS if a in known and b in known]
        return {"pairs": pairs[:6], "map": layout(catalogue=catalogue)}

    gaps = {
        "data": site_data(pieces_of(catalogue), request),
    }
    return page(
        request, "platforms/home.html", context, catalogue=catalogue, canonical=request.path, gaps=gaps, shape=()
    )
