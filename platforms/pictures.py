"""Pictures that a shared link shows, and the icon: drawn in memory, without a browser. Sizes in pixels.

Everything is drawn at twice its size and scaled down, so that edges are smooth; letters are Noto Sans. Texts are large
enough to be read where a picture of 1200 by 630 is shown at half its width.
"""

import io
import threading
from collections.abc import Callable, Sequence
from functools import cache
from math import cos, radians, sin
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
from PIL import Image, ImageDraw, ImageFont

from platforms.domain.catalogue.values import Catalogue, Platform, Rating
from platforms.domain.comparing.map import ACROSS, UPWARDS
from platforms.domain.vocabulary import LEVELS
from platforms.templatetags.markup import monogram, place

WIDTH, HEIGHT = 1200, 630
SCALE = 2
MARGIN = 64
MOST_ROWS = 4
MOST_RANGES = 2
"""Beyond this many platforms a lane shows tokens instead of ranges."""
ICON_SIZES = (16, 32, 48)

# The tokens of site.css in its light scheme, as sRGB.
PAPER, SHEET, INK, SOFT, RULE = (251, 249, 245), (255, 255, 255), (32, 36, 46), (84, 88, 97), (221, 216, 207)
WARM, COOL = (217, 101, 59), (31, 127, 150)
AXIS = (138, 129, 117)
WARM_OKLCH, COOL_OKLCH = (0.63, 0.165, 42), (0.56, 0.1, 220)

type Colour = tuple[int, int, int]

_one_at_a_time = threading.Lock()
"""A font's glyph cache is one for all threads."""


def of_platforms(catalogue: Catalogue, platforms: Sequence[Platform], *, title: str, subtitle: str, name: str) -> bytes:
    """PNG: a title, and one to four platforms on the lines of the core traits; `name` is the site's."""
    with _one_at_a_time:
        canvas = _Canvas()
        _heading(canvas, title, subtitle, name, tokens=platforms)
        traits = [t for t in catalogue.traits if t.core and any(t.slug in p.ratings for p in platforms)][:MOST_ROWS]
        for number, trait in enumerate(traits):
            y = 268 + number * 92
            canvas.text((MARGIN, y), trait.name, 32, bold=True, most=330, middle=True)
            canvas.text((416, y + 36), trait.low_label, 24, SOFT, most=300)
            canvas.text((WIDTH - MARGIN, y + 36), trait.high_label, 24, SOFT, most=300, right=True)
            _lane(canvas, y, [(p, p.ratings[trait.slug]) for p in platforms if trait.slug in p.ratings])
        return canvas.png()


def of_text(catalogue: Catalogue, *, title: str, subtitle: str, name: str) -> bytes:
    """PNG: a title beside all platforms on the map, from personal to professional, from private to public."""
    with _one_at_a_time:
        canvas = _Canvas()
        _heading(canvas, title, subtitle, name, tokens=(), lines=4, most=560)
        left, right, top, bottom = 700, WIDTH - MARGIN - 20, 90, HEIGHT - 90
        canvas.line((left - 30, top - 30, left - 30, bottom + 30), RULE, 3)
        canvas.line((left - 30, bottom + 30, right + 30, bottom + 30), RULE, 3)
        taken: dict[tuple[int, int], int] = {}
        for platform in catalogue.platforms:
            across, upwards = platform.ratings.get(ACROSS), platform.ratings.get(UPWARDS)
            if across and upwards:
                spot = (across.low + across.high, upwards.low + upwards.high)
                shift = taken[spot] = taken.get(spot, -1) + 1
                x = left + (right - left) * spot[0] / 8 + (shift % 3 - 1) * 9
                y = bottom - (bottom - top) * spot[1] / 8 + shift // 3 * 13
                canvas.circle((x, y), 13, fill=_tint(_colour(platform)), edge=_colour(platform), width=3)
        return canvas.png()


def icon(size: int) -> Image.Image:
    """The mark on its tile, as in icon.svg."""
    side = size * 4
    canvas = _Canvas(side, side, scale=1)
    canvas.draw.rounded_rectangle((0, 0, side - 1, side - 1), side * 0.22, fill=(*PAPER, 255))
    canvas.draw.rounded_rectangle((side * 0.14, side * 0.46, side * 0.86, side * 0.54), side * 0.04, fill=AXIS)
    for x, colour in ((0.33, WARM), (0.67, COOL)):
        box = (side * (x - 0.19), side * 0.31, side * (x + 0.19), side * 0.69)
        canvas.draw.ellipse(box, fill=colour)
    return canvas.image.resize((size, size), Image.Resampling.LANCZOS)


@cache
def favicon() -> bytes:
    """ICO with the mark in the sizes that browsers ask for."""
    largest, *others = [icon(size) for size in sorted(ICON_SIZES, reverse=True)]
    file = io.BytesIO()
    largest.save(file, "ICO", sizes=[(size, size) for size in ICON_SIZES], append_images=others)
    return file.getvalue()


class _Canvas:
    """A picture that is drawn in the sizes of the finished one."""

    def __init__(self, width: int = WIDTH, height: int = HEIGHT, *, scale: int = SCALE):
        self.scale = scale
        mode, background = ("RGB", PAPER) if scale == SCALE else ("RGBA", (0, 0, 0, 0))
        self.image = Image.new(mode, (width * scale, height * scale), background)
        self.draw = ImageDraw.Draw(self.image)

    def _of(self, *values: float) -> tuple[float, ...]:
        return tuple(value * self.scale for value in values)

    def line(self, ends: tuple[float, float, float, float], colour: Colour, width: float) -> None:
        self.draw.line(self._of(*ends), colour, round(width * self.scale))

    def pill(self, box: tuple[float, float, float, float], *, fill: Colour, edge: Colour, width: float) -> None:
        radius = (box[3] - box[1]) / 2 * self.scale
        self.draw.rounded_rectangle(self._of(*box), radius, fill=fill, outline=edge, width=round(width * self.scale))

    def circle(self, at: tuple[float, float], radius: float, *, fill: Colour, edge: Colour, width: float) -> None:
        x, y = at
        self.pill((x - radius, y - radius, x + radius, y + radius), fill=fill, edge=edge, width=width)

    def text(
        self, at: tuple[float, float], text: str, size: float, colour: Colour = INK, *,
        bold: bool = False, most: float = WIDTH, middle: bool = False, right: bool = False, centre: bool = False,
    ) -> None:  # fmt: skip
        """One line, smaller where it would be wider than `most`; from the top unless `middle`."""
        font = _font(round(size * self.scale), bold)
        while font.size > 12 * self.scale and font.getlength(text) > most * self.scale:
            font = _font(round(font.size - self.scale), bold)
        anchor = ("r" if right else "m" if centre else "l") + ("m" if middle else "a")
        x, y = at
        self.draw.text((x * self.scale, y * self.scale), text, colour, font, anchor=anchor)

    def lines(self, text: str, size: float, *, most: float, bold: bool = False) -> list[str]:
        """The text broken between words into lines not wider than `most`."""
        font, found = _font(round(size * self.scale), bold), [""]
        for word in text.split():
            longer = f"{found[-1]} {word}".strip()
            if found[-1] and font.getlength(longer) > most * self.scale:
                found.append(word)
            else:
                found[-1] = longer
        return found

    def png(self) -> bytes:
        """Scaled down and with few colours, which is all it has: some 20 kB."""
        flat = self.image.reduce(self.scale)
        file = io.BytesIO()
        flat.quantize(255, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG")
        return file.getvalue()


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(Path(fontpkg_noto_sans.ROOT) / "files" / "NotoSans[wdth,wght].ttf", size)
    wanted = {"Weight": 700 if bold else 450, "Width": 100}
    font.set_variation_by_axes([wanted[_axis_name(axis)] for axis in font.get_variation_axes()])
    return font


def _axis_name(axis: Any) -> str:
    return axis["name"].decode()


def _heading(
    canvas: _Canvas, title: str, subtitle: str, name: str, *, tokens: Sequence[Platform], lines: int = 1, most: int = 0
) -> None:
    canvas.line((MARGIN, 57, MARGIN + 58, 57), RULE, 5)
    canvas.circle((MARGIN + 17, 57), 14, fill=WARM, edge=WARM, width=1)
    canvas.circle((MARGIN + 42, 57), 14, fill=COOL, edge=COOL, width=1)
    canvas.text((MARGIN + 74, 57), name, 28, SOFT, middle=True)
    room = most or WIDTH - 2 * MARGIN - 96 * len(tokens)
    if lines == 1:
        broken = canvas.lines(title, 40, most=room, bold=True) if len(tokens) > MOST_RANGES else [title]
        for number, line in enumerate(broken[:2]):
            y, size = (132, 62) if len(broken) == 1 else (112 + 48 * number, 40)
            canvas.text((MARGIN, y), line, size, bold=True, most=room, middle=True)
        canvas.text((MARGIN, 200), subtitle, 32, SOFT, most=room, middle=True)
    else:
        y = 170
        for line in canvas.lines(title, 58, most=room, bold=True)[:lines]:
            canvas.text((MARGIN, y), line, 58, bold=True, most=room, middle=True)
            y += 72
        for line in canvas.lines(subtitle, 32, most=room)[:4]:
            canvas.text((MARGIN, y + 10), line, 32, SOFT, most=room, middle=True)
            y += 44
    for number, platform in enumerate(reversed(tokens)):
        _token(canvas, (WIDTH - MARGIN - 40 - number * 92, 140), 40, platform)


def _lane(canvas: _Canvas, y: float, ratings: Sequence[tuple[Platform, Rating]]) -> None:
    """A trait's line with the ranges of some platforms, one above the other where there are several."""
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
        colour = _colour(platform)
        canvas.pill((low - half, at - half, high + half, at + half), fill=_tint(colour), edge=colour, width=3)
        canvas.text(((low + high) / 2, at), monogram(platform), half * 1.55, bold=True, middle=True, centre=True)


def _tokens_on(canvas: _Canvas, ratings: Sequence[tuple[Platform, Rating]], spot: Callable) -> None:
    """Tokens at the middles of ranges, since so many ranges would be too thin to read; equals stand side by side."""
    together: dict[float, list[Platform]] = {}
    for platform, rating in ratings:
        together.setdefault(rating.middle, []).append(platform)
    for middle, platforms in together.items():
        x, y = spot(middle)
        for number, platform in enumerate(platforms):
            _token(canvas, (x + (number - (len(platforms) - 1) / 2) * 50, y), 25, platform, width=3)


def _token(canvas: _Canvas, at: tuple[float, float], radius: float, platform: Platform, *, width: float = 4) -> None:
    colour = _colour(platform)
    canvas.circle(at, radius, fill=_tint(colour), edge=colour, width=width)
    canvas.text(at, monogram(platform), radius * 0.9, bold=True, middle=True, centre=True)


def _colour(platform: Platform) -> Colour:
    """Between warm (social) and cool (professional), mixed in OKLCH as on the pages."""
    part = place(platform) / 8
    lightness, chroma, hue = (w + (c - w) * part for w, c in zip(WARM_OKLCH, COOL_OKLCH, strict=True))
    return srgb(lightness, chroma, hue)


def srgb(lightness: float, chroma: float, hue: float) -> Colour:
    """An OKLCH colour (0..1, 0..0.4, degrees) on a screen; Björn Ottosson's matrices, out-of-range channels clipped."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return _byte(red), _byte(green), _byte(blue)


def _byte(channel: float) -> int:
    """A linear channel as sRGB keeps it."""
    c = min(max(channel, 0.0), 1.0)
    return round(255 * (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055))


def _tint(colour: Colour) -> Colour:
    red, green, blue = (round(s + (c - s) * 0.16) for s, c in zip(SHEET, colour, strict=True))
    return red, green, blue
