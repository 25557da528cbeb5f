"""Texts of the catalogue within Markdown."""

import re

from django import template

register = template.Library()

MARKS = re.compile(r"([\\`*_\[\]<>|]|^[#+-](?= )|^\d+(?=[.)] ))")
"""What Markdown would take for a mark of its own."""


@register.filter(is_safe=True)
def md(text: object) -> str:
    """Return a text in one line that Markdown shows as it is."""
    return MARKS.sub(r"\\\1", " ".join(str(text).split()))
