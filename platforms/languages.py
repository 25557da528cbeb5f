"""The files with translations: the interface's for gettext, and the catalogue's, each text by key and English."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings

from platforms.domain.translation import Say

FOLDER = Path(__file__).resolve().parent / "data" / "translations"
"""One `<language>.po` each; the context of an entry is the key, its id the English text that was translated."""


@cache
def texts(language: str) -> Mapping[tuple[str, str], str]:
    """What the file of a language holds: key and English to translation."""
    path = FOLDER / f"{language}.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        entries = read_po(file, locale=language, abort_invalid=True)
    return {(str(e.context), str(e.id)): str(e.string) for e in entries if e.id and e.string and not e.fuzzy}


def say(language: str) -> Say:
    """How a language says the catalogue's texts."""
    if language == settings.PSEUDO_CODE:
        from platforms.pseudo import pseudo

        return lambda key, english: pseudo(english)
    known = texts(language)
    return lambda key, english: known.get((key, english), "")
