"""A canvas with lines, circles, pills and text in Noto Sans.

Everything is drawn at twice its size and scaled down, so that edges are smooth.

The colours are those of site.css in its light scheme, as sRGB.
"""

import io
from functools import cache
from math import cos, radians, sin
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
from PIL import Image, ImageDraw, ImageFont

from platforms.domain.catalogue.platforms import Platform
from platforms.words import place

PAPER, SHEET, INK, SOFT, RULE = (251, 249, 245), (255, 255, 255), (32, 36, 46), (84, 88, 97), (221, 216, 207)
WARM, COOL = (217, 101, 59), (31, 127, 150)
AXIS = (138, 129, 117)
WARM_OKLCH, COOL_OKLCH = (0.63, 0.165, 42), (0.56, 0.1, 220)

type Colour = tuple[int, int, int]


def colour_of(platform: Platform) -> Colour:
    """Mix warm (social) and cool (professional) in OKLCH, as the pages do."""
    part = place(platform) / 8
    lightness, chroma, hue = (w + (c - w) * part for w, c in zip(WARM_OKLCH, COOL_OKLCH, strict=True))
    return srgb(lightness, chroma, hue)


def tint(colour: Colour) -> Colour:
    """Return a pale version of a colour, to fill a shape with that edge."""
    red, green, blue = (round(s + (c - s) * 0.16) for s, c in zip(SHEET, colour, strict=True))
    return red, green, blue


def srgb(lightness: float, chroma: float, hue: float) -> Colour:
    """Convert an OKLCH colour (0..1, 0..0.4, degrees) with Björn Ottosson's matrices; clip what a screen can't show."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return _byte(red), _byte(green), _byte(blue)


def _byte(channel: float) -> int:
    """Encode a linear channel as sRGB."""
    c = min(max(channel, 0.0), 1.0)
    return round(255 * (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055))


SCALE = 2
SMALLEST_LETTERS = 12


class Canvas:
    """An image that is drawn in the sizes of the finished one."""

    def __init__(self, width: int, height: int):
        self.image = Image.new("RGB", (width * SCALE, height * SCALE), PAPER)
        self.draw = ImageDraw.Draw(self.image)

    def line(self, ends: tuple[float, float, float, float], colour: Colour, width: float) -> None:
        self.draw.line([end * SCALE for end in ends], colour, round(width * SCALE))

    def pill(self, box: tuple[float, float, float, float], *, fill: Colour, edge: Colour, width: float) -> None:
        left, top, right, bottom = (side * SCALE for side in box)
        radius = (bottom - top) / 2
        self.draw.rounded_rectangle(
            (left, top, right, bottom), radius, fill=fill, outline=edge, width=round(width * SCALE)
        )

    def circle(self, at: tuple[float, float], radius: float, *, fill: Colour, edge: Colour, width: float) -> None:
        x, y = at
        self.pill((x - radius, y - radius, x + radius, y + radius), fill=fill, edge=edge, width=width)

    def text(
        self, at: tuple[float, float], text: str, size: float, colour: Colour = INK, *,
        bold: bool = False, most: float = float("inf"), middle: bool = False, right: bool = False, centre: bool = False,
    ) -> None:  # fmt: skip
        """Write one line, smaller where it would be wider than `most`; from the top unless `middle`."""
        font = _font(round(size * SCALE), bold)
        while font.size > SMALLEST_LETTERS * SCALE and font.getlength(text) > most * SCALE:
            font = _font(round(font.size - SCALE), bold)
        anchor = ("r" if right else "m" if centre else "l") + ("m" if middle else "a")
        x, y = at
        self.draw.text((x * SCALE, y * SCALE), text, colour, font, anchor=anchor)

    def png(self) -> bytes:
        """Scale it down and keep few colours, which is all it has: some 20 kB."""
        flat = self.image.reduce(SCALE)
        file = io.BytesIO()
        flat.quantize(255, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG")
        return file.getvalue()


def wrapped(text: str, size: float, *, most: float, bold: bool = False) -> list[str]:
    """Break a text between words into lines not wider than `most`."""
    font, lines = _font(round(size * SCALE), bold), [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > most * SCALE:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@cache
def _font(size: int, bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(Path(fontpkg_noto_sans.ROOT) / "files" / "NotoSans[wdth,wght].ttf", size)
    wanted = {"Weight": 700 if bold else 450, "Width": 100}
    font.set_variation_by_axes([wanted[_axis_name(axis)] for axis in font.get_variation_axes()])
    return font


def _axis_name(axis: Any) -> str:
    return axis["name"].decode()
