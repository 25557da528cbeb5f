"""The style guide: every component in every state, to check by eye and by the tests."""

from fractions import Fraction
from types import SimpleNamespace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.comparing.kinds import compare_kinds
from platforms.domain.comparing.line import Line, line_of
from platforms.domain.matching.scoring import Span
from platforms.domain.vocabulary import LEVELS, Value
from platforms.storage import published
from platforms.views import errors

COLOURS = ("paper", "sheet", "ink", "soft", "rule", "edge", "warm", "cool", "accent", "on-accent", "wash")

SPANS = [
    ("certain", Span(Fraction(4, 5), Fraction(4, 5), Fraction(4, 5), Fraction(1))),
    ("uncertain", Span(Fraction(2, 5), Fraction(3, 5), Fraction(9, 10), Fraction(1, 2))),
    ("nothing-known", Span(Fraction(0), Fraction(1, 2), Fraction(1), Fraction(0))),
]

PLACES = range(2 * (len(LEVELS) - 1) + 1)
"""The middles of ratings, in halves of a level."""


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component; uncached and hidden from search engines."""
    try:
        catalogue = published.current()
    except published.Unavailable:
        return errors.unavailable(request)
    context = {
        "catalogue": catalogue,
        "colours": COLOURS,
        "some": catalogue.platforms[:4],
        "stands": [(n, _platform_at(n)) for n in PLACES],
        "lines": [(f"{low}-{high}", _line(low, high)) for low in LEVELS for high in LEVELS if low <= high],
        "values": list(Value),
        "spans": SPANS,
        "kinds": compare_kinds(catalogue=catalogue),
    }
    response = render(request, "styleguide/styleguide.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def open_in_development(request: HttpRequest) -> HttpResponse:
    """Show the style guide to everybody while developing; otherwise redirect to the desk, where editors sign in."""
    return styleguide(request) if settings.DEBUG else redirect("desk_styleguide")


def _platform_at(place: int) -> SimpleNamespace:
    """Return just enough of a platform to show its token."""
    return SimpleNamespace(
        name=f"At {place}", glyph="", monogram="", ratings={"focus": _rating(place // 2, (place + 1) // 2)}
    )


def _line(low: int, high: int) -> Line:
    return line_of([(_platform_at(low + high), _rating(low, high))])  # type: ignore[list-item]


def _rating(low: int, high: int) -> Rating:
    return Rating("focus", low, high, "", Evidence((), None))
