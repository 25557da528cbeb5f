"""Every component in every state, on one page: what the look is made of, to be checked by eye and by the tests."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.comparing.kinds import compare_kinds
from platforms.domain.matching.scoring import Span
from platforms.domain.vocabulary import LEVELS, Value
from platforms.storage import published

COLOURS = ("paper", "sheet", "ink", "soft", "rule", "edge", "warm", "cool", "accent", "on-accent", "wash")

SPANS = [
    ("certain", Span(Fraction(4, 5), Fraction(4, 5), Fraction(4, 5), Fraction(1))),
    ("uncertain", Span(Fraction(2, 5), Fraction(3, 5), Fraction(9, 10), Fraction(1, 2))),
    ("nothing-known", Span(Fraction(0), Fraction(1, 2), Fraction(1), Fraction(0))),
]


@dataclass(frozen=True)
class Stand:
    """Just enough of a platform to stand at a place on the line."""

    name: str
    ratings: dict[str, Rating]


def page(request: HttpRequest) -> HttpResponse:
    """Uncached, and on no map of the site. Raises Unavailable without a catalogue."""
    catalogue = published.current()
    nothing = Evidence((), None)
    context = {
        "colours": COLOURS,
        "catalogue": catalogue,
        "some": catalogue.platforms[:4],
        "stands": [
            (halves, Stand(f"At {halves}", {"focus": Rating("focus", halves // 2, (halves + 1) // 2, "", nothing)}))
            for halves in range(9)
        ],
        "ratings": [
            (f"{low}-{high}", Rating("focus", low, high, "", nothing))
            for low in LEVELS
            for high in LEVELS
            if low <= high
        ],
        "values": list(Value),
        "spans": SPANS,
        "kinds": compare_kinds(catalogue=catalogue),
    }
    response = render(request, "platforms/styleguide.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
