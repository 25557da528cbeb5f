"""The colours of site.css in its light scheme, as sRGB."""

from math import cos, radians, sin

from platforms.domain.catalogue.platforms import Platform
from platforms.templatetags.markup import place

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
