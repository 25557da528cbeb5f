"""The catalogue's translations, each text by key and English, and what of them is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings

from platforms.domain.catalogue.texts import texts as texts_of
from platforms.domain.catalogue.translation import Say
from platforms.domain.catalogue.values import Catalogue

FOLDER = Path(__file__).resolve().parents[1] / "data" / "translations"
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
        from platforms.translations.pseudolocale import pseudo

        return lambda key, english: pseudo(english)
    known = texts(language)
    return lambda key, english: known.get((key, english), "")


@dataclass(frozen=True, slots=True)
class Gap:
    """A text of the catalogue that stands in English on the pages of another language."""

    language: str
    key: str
    english: str
    stale: bool
    """An older wording of it is translated."""


def translated() -> list[str]:
    """The languages that are translated into, without the made-up one."""
    return [code for code, _ in settings.LANGUAGES if code not in (settings.LANGUAGE_CODE, settings.PSEUDO_CODE)]


def gaps(catalogue: Catalogue) -> list[Gap]:
    """What has no translation, or only one of an older wording, by language; `catalogue` is the English one."""
    every = dict.fromkeys(texts_of(catalogue))
    found = []
    for language in translated():
        known = texts(language)
        old = {key for key, english in known if (key, english) not in every}
        found += [Gap(language, key, text, key in old) for key, text in every if (key, text) not in known]
    return found
