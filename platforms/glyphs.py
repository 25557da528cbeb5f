"""Brands' icons: one colour, drawn from the Simple Icons that django-simple-icons packs."""

import re
from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString
from django_simple_icons import IconDoesNotExist
from django_simple_icons.templatetags.simple_icons import simple_icon

FRACTION = re.compile(r"\.(\d)(\d)\d*")
"""Digits that nobody sees: icons are drawn on a square of 24, and shown at 32 pixels at most."""


@cache
def drawn(name: str) -> SafeString:
    """Return an icon as SVG in the colour of the text around it; nothing where there is none of this name."""
    try:
        return SafeString(FRACTION.sub(_rounded, simple_icon(name, size=None)))
    except IconDoesNotExist:
        return SafeString("")


def exists(name: str) -> bool:
    """Tell whether Simple Icons has an icon of this name."""
    return bool(drawn(name))


def glyph(name: str) -> SafeString:
    """Return a platform's icon; nothing without one, or where BRAND_GLYPHS is off."""
    return drawn(name) if name and settings.BRAND_GLYPHS else SafeString("")


def _rounded(fraction: re.Match) -> str:
    """Round to one digit, without a carry into the digits before, which may be flags of an arc."""
    return f".{min(int(fraction[1]) + (fraction[2] >= '5'), 9)}"
