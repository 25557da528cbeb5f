"""What a shared link shows: platforms on their lines, or a title beside the map.

Texts are large enough to read where an image of 1200 by 630 is shown at half its width.
"""

import threading
from collections.abc import Callable, Sequence

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.map import ACROSS, UPWARDS
from platforms.domain.vocabulary import LEVELS
from platforms.pictures.canvas import COOL, RULE, SOFT, WARM, Canvas, colour_of, tint, wrapped
from platforms.words import monogram

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
MOST_ROWS = 4
MOST_RANGES = 2
"""Beyond this many platforms a lane shows tokens instead of ranges."""

_one_at_a_time = threading.Lock()
"""All threads share a font's glyph cache."""


def of_platforms(catalogue: Catalogue, platforms: Sequence[Platform], *, title: str, subtitle: str, name: str) -> bytes:
    """Draw a title, and one to four platforms on the lines of the core traits, as PNG; `name` is the site's."""
    with _one_at_a_time:
        canvas = Canvas(WIDTH, HEIGHT)
        _brand(canvas, name)
        room = WIDTH - 2 * MARGIN - 96 * len(platforms)
        lines = wrapped(title, 40, most=room, bold=True)[:2] if len(platforms) > MOST_RANGES else [title]
        for number, line in enumerate(lines):
            y, size = (132, 62) if len(lines) == 1 else (112 + 48 * number, 40)
            canvas.text((MARGIN, y), line, size, bold=True, most=room, middle=True)
        canvas.text((MARGIN, 200), subtitle, 32, SOFT, most=room, middle=True)
        for number, platform in enumerate(reversed(platforms)):
            _token(canvas, (WIDTH - MARGIN - 40 - number * 92, 140), 40, platform)
        traits = [t for t in catalogue.traits if t.core and any(t.slug in p.ratings for p in platforms)][:MOST_ROWS]
        for number, trait in enumerate(traits):
            y = 268 + number * 92
            canvas.text((MARGIN, y), trait.name, 32, bold=True, most=330, middle=True)
            canvas.text((416, y + 36), trait.low_label, 24, SOFT, most=300)
            canvas.text((WIDTH - MARGIN, y + 36), trait.high_label, 24, SOFT, most=300, right=True)
            _lane(canvas, y, [(p, p.ratings[trait.slug]) for p in platforms if trait.slug in p.ratings])
        return canvas.png()


def of_text(catalogue: Catalogue, *, title: str, subtitle: str, name: str) -> bytes:
    """Draw a title beside all platforms on the map, from personal to professional, from private to public, as PNG."""
    with _one_at_a_time:
        canvas = Canvas(WIDTH, HEIGHT)
        _brand(canvas, name)
        y, room = 170, 560
        for line in wrapped(title, 58, most=room, bold=True)[:4]:
            canvas.text((MARGIN, y), line, 58, bold=True, most=room, middle=True)
            y += 72
        for line in wrapped(subtitle, 32, most=room)[:4]:
            canvas.text((MARGIN, y + 10), line, 32, SOFT, most=room, middle=True)
            y += 44
        _map(canvas, catalogue.platforms)
        return canvas.png()


def _brand(canvas: Canvas, name: str) -> None:
    canvas.line((MARGIN, 57, MARGIN + 58, 57), RULE, 5)
    canvas.circle((MARGIN + 17, 57), 14, fill=WARM, edge=WARM, width=1)
    canvas.circle((MARGIN + 42, 57), 14, fill=COOL, edge=COOL, width=1)
    canvas.text((MARGIN + 74, 57), name, 28, SOFT, middle=True)


def _map(canvas: Canvas, platforms: Sequence[Platform]) -> None:
    """Draw a dot for each platform; dots at the same spot stand beside and below each other."""
    left, right, top, bottom = 700, WIDTH - MARGIN - 20, 90, HEIGHT - 90
    canvas.line((left - 30, top - 30, left - 30, bottom + 30), RULE, 3)
    canvas.line((left - 30, bottom + 30, right + 30, bottom + 30), RULE, 3)
    taken: dict[tuple[int, int], int] = {}
    for platform in platforms:
        across, upwards = platform.ratings.get(ACROSS), platform.ratings.get(UPWARDS)
        if across and upwards:
            spot = (across.low + across.high, upwards.low + upwards.high)
            shift = taken[spot] = taken.get(spot, -1) + 1
            x = left + (right - left) * spot[0] / 8 + (shift % 3 - 1) * 9
            y = bottom - (bottom - top) * spot[1] / 8 + shift // 3 * 13
            colour = colour_of(platform)
            canvas.circle((x, y), 13, fill=tint(colour), edge=colour, width=3)


def _lane(canvas: Canvas, y: float, ratings: Sequence[tuple[Platform, Rating]]) -> None:
    """Draw a trait's line with the ranges of some platforms, one above the other where there are several."""
    left, right = 436, WIDTH - MARGIN - 20
    step = (right - left) / (len(LEVELS) - 1)
    canvas.line((left, y, right, y), RULE, 4)
    for level in LEVELS:
        canvas.circle((left + step * level, y), 6, fill=RULE, edge=RULE, width=1)
    if len(ratings) > MOST_RANGES:
        _tokens_on(canvas, ratings, lambda middle: (left + step * middle, y))
        return
    half, apart = (20, 0) if len(ratings) == 1 else (15, 33)
    for number, (platform, rating) in enumerate(ratings):
        at = y + (number - (len(ratings) - 1) / 2) * apart
        low, high = left + step * rating.low, left + step * rating.high
        colour = colour_of(platform)
        canvas.pill((low - half, at - half, high + half, at + half), fill=tint(colour), edge=colour, width=3)
        canvas.text(((low + high) / 2, at), monogram(platform), half * 1.55, bold=True, middle=True, centre=True)


def _tokens_on(canvas: Canvas, ratings: Sequence[tuple[Platform, Rating]], spot: Callable) -> None:
    """Draw tokens at the middles of ranges, where ranges would be too thin to read; equals stand side by side."""
    together: dict[float, list[Platform]] = {}
    for platform, rating in ratings:
        together.setdefault(rating.middle, []).append(platform)
    for middle, platforms in together.items():
        x, y = spot(middle)
        for number, platform in enumerate(platforms):
            _token(canvas, (x + (number - (len(platforms) - 1) / 2) * 50, y), 25, platform, width=3)


def _token(canvas: Canvas, at: tuple[float, float], radius: float, platform: Platform, *, width: float = 4) -> None:
    colour = colour_of(platform)
    canvas.circle(at, radius, fill=tint(colour), edge=colour, width=width)
    canvas.text(at, monogram(platform), radius * 0.9, bold=True, middle=True, centre=True)
