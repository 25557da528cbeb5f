from django.http import HttpRequest, HttpResponse

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.map import layout
from platforms.domain.comparing.pairs import popular_pairs
from platforms.templatetags.cells import pieces_of
from platforms.templatetags.linking import site_data
from platforms.templatetags.stencils import page
from platforms.views.public import public


@public
def home(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """The way in: pick two to four platforms, or start from a popular pair."""

    def context() -> dict:
        return {"pairs": popular_pairs(catalogue=catalogue)[:6], "map": layout(catalogue=catalogue)}

    gaps = {
        "data": site_data(pieces_of(catalogue), request),
    }
    return page(
        request, "platforms/home.html", context, catalogue=catalogue, canonical=request.path, gaps=gaps, shape=()
    )
