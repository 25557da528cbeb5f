"""Texts and their translations in gettext's files, found, merged and compiled without gettext's own tools.

Two files a language: the interface's messages, which Django reads compiled, and the catalogue's texts, which
`catalogue` beside this reads. Only the command `translations` and the tests use this module.
"""

import ast
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from platforms.domain.catalogue.translation import texts
from platforms.translations.catalogue import FOLDER

INTERFACE = Path(__file__).resolve().parents[1] / "locale"
"""Where Django finds the messages of this app: `<language>/LC_MESSAGES/django.po` and the compiled `django.mo`."""

DESK = (
    "templates/admin", "templates/platforms/styleguide.html",
    "platforms/admin", "platforms/desk", "platforms/models", "platforms/management",
    "platforms/storage/history", "platforms/storage/publication", "platforms/storage/store",
)  # fmt: skip
"""What is said here only editors and developers see. It speaks English; its texts are marked and not translated."""

KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}

_TEXT = r"""\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\({_TEXT}(?:\s*,{_TEXT})?(?:\s*,{_TEXT})?", re.DOTALL)
"""A call as Django's `templatize` writes it for each translation tag."""

LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""Instead of the moment of writing: the same messages give the same file."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A text without a translation; stale where an older wording of it has one."""

    where: str
    """A file of ours, or a key of the catalogue."""
    text: str
    stale: bool = False


def interface_path(language: str) -> Path:
    return INTERFACE / language / "LC_MESSAGES" / "django.po"


def catalogue_path(language: str) -> Path:
    return FOLDER / f"{language}.po"


def interface() -> Catalog:
    """Every marked text that visitors can see, with the files in which it stands."""
    found = _empty(None)
    for name, text, context in _marked():
        if not name.startswith(DESK):
            flags = ["python-format"] if "%(" in str(text) or "%%" in str(text) else []
            found.add(text, locations=[(name, None)], context=context, flags=flags)  # type: ignore[list-item]
    return found


def of_catalogue(catalogue: Any) -> Catalog:
    """Every text of a catalogue, or of its document, that is translated; the key of each is its context."""
    found = _empty(None)
    for key, english in texts(catalogue):
        found.add(english, context=key)
    return found


def read(path: Path, language: str) -> Catalog:
    """A file as it is kept; empty when there is none yet."""
    if not path.is_file():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def merged(kept: Catalog, found: Catalog, language: str) -> Catalog:
    """The texts that there are now with the translations that are kept: new ones without, old ones gone."""
    fresh = _empty(language)
    for message in _messages(found):
        known = kept.get(message.id, message.context)
        fresh.add(
            message.id, known.string if known else None, locations=message.locations, flags=message.flags,
            context=message.context,
        )  # fmt: skip
    return fresh


def gaps(kept: Catalog, found: Catalog) -> list[Gap]:
    """What has no translation, or none for one of its plural forms."""
    now = {(message.context, message.id) for message in _messages(found)}
    old = {m.context for m in _messages(kept) if m.context and is_complete(m) and (m.context, m.id) not in now}
    return [
        Gap(
            str(message.context or message.locations[0][0]),
            message.id if isinstance(message.id, str) else " | ".join(message.id),
            message.context in old,
        )
        for message in _messages(found)
        if not is_complete(kept.get(message.id, message.context))
    ]


def is_complete(message: Message | None) -> bool:
    if message is None:
        return False
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


def as_text(catalog: Catalog) -> bytes:
    """The file of a language: no dates, no line numbers, nothing wrapped, so that a difference shows what changed."""
    out = io.BytesIO()
    for message in catalog:
        message.locations = sorted({(name, None) for name, _line in message.locations})  # type: ignore[misc]
    write_po(out, catalog, width=0, omit_header=True, include_lineno=False)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    )
    return f"{header}\n{out.getvalue().decode().strip()}\n".encode()


def compiled(catalog: Catalog) -> bytes:
    """What Django reads: the messages that have a translation."""
    bare = _empty(str(catalog.locale))
    for message in _messages(catalog):
        if is_complete(message):
            bare.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, bare)
    return out.getvalue()


def _empty(language: str | None) -> Catalog:
    return Catalog(
        locale=language, charset="utf-8", fuzzy=False, project="Side by Side", version="",
        creation_date=LONG_AGO, revision_date=LONG_AGO, last_translator="", language_team="",
    )  # fmt: skip


def _messages(catalog: Iterable[Message]) -> Iterator[Message]:
    """Without the header."""
    return (message for message in catalog if message.id)


def _marked() -> Iterator[tuple[str, str | tuple[str, str], str | None]]:
    """File, text (or singular and plural) and context of every marked text in code and templates."""
    for folder in ("platforms", "compare_site"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            name = path.relative_to(settings.BASE_DIR).as_posix()
            for _line, text, _comments, context in extract_from_file("python", path, keywords=KEYWORDS):
                yield name, text if isinstance(text, str) else (text[0], text[1]), context
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.*")):
        yield from _in_template(path.relative_to(settings.BASE_DIR).as_posix(), path.read_text("utf-8"))


def _in_template(name: str, source: str) -> Iterator[tuple[str, str | tuple[str, str], str | None]]:
    for call in CALL.finditer(templatize(source)):
        kind, *strings = call.groups()
        said = [ast.literal_eval(text) for text in strings if text]
        context = said.pop(0) if "p" in kind.removesuffix("gettext") else None
        yield name, (said[0], said[1]) if kind.startswith("n") else said[0], context
