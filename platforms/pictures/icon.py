"""The site's icon, as in icon.svg."""

import io
from functools import cache

from PIL import Image, ImageDraw

from platforms.pictures.canvas import AXIS, COOL, PAPER, WARM

SIZES = (16, 32, 48)
"""The sizes that browsers ask for."""


def icon(size: int) -> Image.Image:
    """Draw the mark on its tile, four times as large and scaled down."""
    side = size * 4
    image = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, side - 1, side - 1), side * 0.22, fill=(*PAPER, 255))
    draw.rounded_rectangle((side * 0.14, side * 0.46, side * 0.86, side * 0.54), side * 0.04, fill=AXIS)
    for x, colour in ((0.33, WARM), (0.67, COOL)):
        draw.ellipse((side * (x - 0.19), side * 0.31, side * (x + 0.19), side * 0.69), fill=colour)
    return image.resize((size, size), Image.Resampling.LANCZOS)


@cache
def favicon() -> bytes:
    """Return the mark in every size as an ICO file."""
    largest, *others = [icon(size) for size in sorted(SIZES, reverse=True)]
    file = io.BytesIO()
    largest.save(file, "ICO", sizes=[(size, size) for size in SIZES], append_images=others)
    return file.getvalue()
