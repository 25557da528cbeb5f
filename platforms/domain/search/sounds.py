"""How a name sounds to those who write it as they hear it."""

import re

SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^x", "z"),
        (r"^(wh|gu|hu)(?=[aeio])", "w"),
        (r"u(?=i)", "w"),
        (r"a(?=[cs]e)", "ei"),
        (r"ph", "f"),
        (r"ts", "s"),
        (r"c(?=[eiy])", "s"),
        (r"ck|qu|c", "k"),
        (r"ou|oo", "u"),
        (r"(?<=.)ay|(?<=.)ai", "ei"),
        (r"(.)\1+", r"\1"),
        (r"(?<=ei[sk])e", ""),
        (r"e$", ""),
    )
)
"""How English, German and Spanish ears write a name down, in the order in which to apply it."""


def sound(word: str) -> str:
    """Return how a name sounds: the same for "WhatsApp" and "guasap"."""
    for pattern, spoken in SOUNDS:
        word = pattern.sub(spoken, word)
    return word
