"""A canvas with lines, circles, pills and text in Noto Sans.

Everything is drawn at twice its size and scaled down, so that edges are smooth.
"""

import io
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
from PIL import Image, ImageDraw, ImageFont

from platforms.pictures.colours import INK, PAPER, Colour

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
