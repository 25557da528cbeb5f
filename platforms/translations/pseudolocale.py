"""A pseudolocale: longer, reversed English, to check the layout from right to left and find texts not marked.

Words are between the characters that override the direction of text, as in Chrome's and Android's ar-XB.
"""

import gettext
import re

from django.conf import settings
from django.utils.translation import trans_real

START, END = "\u202e", "\u202c"

UNCHANGED = re.compile(r"(%\([a-z_]+\)[sd]|%%|%[sd]|\{[^}]*\}|<[^>]*>|&[a-z]+;|\]\([^)]*\)|[-#*\[]+ ?|^\d\.|\s+)")
"""Placeholders, markup and space, which stay as they are."""

CONTEXT_END = "\x04"
"""Where the context of a message ends, as Django passes it on."""


def pseudo(english: str) -> str:
    """Return the English text reversed, and about a third longer, as German often is."""
    parts = UNCHANGED.split(english)
    return "".join(part if not part or UNCHANGED.fullmatch(part) else f"{START}{_longer(part)}{END}" for part in parts)


def install() -> None:
    """Make it known to Django, which would look for a file."""
    trans_real._translations[settings.PSEUDO_CODE] = Pseudo()  # type: ignore[attr-defined]


class Pseudo(gettext.NullTranslations):
    """Translates every message of every app."""

    def gettext(self, message: str) -> str:
        return pseudo(message.rpartition(CONTEXT_END)[2])

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def to_language(self) -> str:
        return settings.PSEUDO_CODE


def _longer(word: str) -> str:
    return word + word[-1] * (len(word) // 3) if word[-1:].isalpha() else word
