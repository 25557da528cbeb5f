"""A made-up right-to-left language: English in reversed, longer words, so that a layout can be looked at without
knowing Arabic, and whatever is not marked for translation stands out.

The words stand between the characters that override the direction of text, as in Chrome's and Android's ar-XB.
"""

import re

START, END = "\u202e", "\u202c"

KEPT = re.compile(r"(%\([a-z_]+\)[sd]|%%|%[sd]|\{[a-z_]*\}|<[^>]*>|&[a-z]+;|\s+)")
"""What must stay as it is: places for values, markup, space."""


def pseudo(english: str) -> str:
    """About a third longer than the English text, as German often is."""
    parts = KEPT.split(english)
    return "".join(part if not part or KEPT.fullmatch(part) else f"{START}{_longer(part)}{END}" for part in parts)


def _longer(word: str) -> str:
    return word + word[-1] * (len(word) // 3) if word[-1:].isalpha() else word
