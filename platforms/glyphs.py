"""Brands' icons: one colour, drawn from the Simple Icons that django-simple-icons packs."""

from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString
from django_simple_icons import IconDoesNotExist
from django_simple_icons.templatetags.simple_icons import simple_icon


@cache
def drawn(name: str) -> SafeString:
    """Return an icon as SVG in the colour of the text around it; nothing where there is none of this name."""
    try:
        return SafeString(simple_icon(name, size=None))
    except IconDoesNotExist:
        return SafeString("")


def exists(name: str) -> bool:
    """Tell whether Simple Icons has an icon of this name."""
    return bool(drawn(name))


def glyph(name: str) -> SafeString:
    """Return a platform's icon; nothing without one, or where BRAND_GLYPHS is off."""
    return drawn(name) if name and settings.BRAND_GLYPHS else SafeString("")
