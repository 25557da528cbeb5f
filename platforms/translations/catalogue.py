"""Translations of the catalogue's texts, each by key and English, and the texts without one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel.messages.catalog import Catalog as Messages
from django.conf import settings

from platforms.domain.catalogue.translation import Translator, may_stay_english, translate
from platforms.domain.catalogue.translation import texts as texts_of
from platforms.domain.catalogue.values import Catalogue
from platforms.translations import files
from platforms.translations.pseudolocale import pseudo


@cache
def translations(language: str) -> Mapping[tuple[str, str], str]:
    """Return the translations of a language by key and English."""
    messages = files.messages(files.read(files.catalogue_path(language), language))
    return {(str(m.context), str(m.id)): str(m.string) for m in messages if m.string and not m.fuzzy}


def edited(catalogue: Catalogue, language: str) -> dict[tuple[str, str], str]:
    """Return the translations that editors wrote in a language, by key and English."""
    return {(key, english): text for code, key, english, text in catalogue.translations if code == language}


def in_language(catalogue: Catalogue, language: str) -> Catalogue:
    """Return a catalogue in another language: as editors translated it, else as the files do."""
    return translate(catalogue=catalogue, translator=translator(language, edited(catalogue, language)))


def translator(language: str, edited: Mapping[tuple[str, str], str] | None = None) -> Translator:
    """Return the function that translates a text of the catalogue; it gives nothing for one without a translation."""
    if language == settings.PSEUDO_CODE:
        return lambda key, english: pseudo(english)
    known = {**translations(language), **(edited or {})}
    return lambda key, english: known.get((key, english), "")


def messages_of(catalogue: Any) -> Messages:
    """Return every text of a catalogue, or of its document, that is translated; the key of each is its context."""
    messages = files.empty(None)
    for key, english in texts_of(catalogue):
        messages.add(english, context=key)
    return messages


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A text of the catalogue that is in English on the pages of another language."""

    language: str
    key: str
    english: str
    stale: bool
    """An older wording of it is translated."""


def languages() -> list[str]:
    """Return the languages that are translated into, without the made-up one."""
    return [code for code, _ in settings.LANGUAGES if code not in (settings.LANGUAGE_CODE, settings.PSEUDO_CODE)]


def untranslated(catalogue: Catalogue) -> list[Untranslated]:
    """Return the texts of the English catalogue with no translation, or one of an older wording, by language."""
    texts = dict.fromkeys(texts_of(catalogue))
    missing = []
    for language in languages():
        known = {**translations(language), **edited(catalogue, language)}
        older = {key for key, english in known if (key, english) not in texts}
        missing += [
            Untranslated(language, key, text, key in older)
            for key, text in texts
            if (key, text) not in known and not may_stay_english(key)
        ]
    return missing
