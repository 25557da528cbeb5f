"""The translation files: where they are, how they are read, brought up to date and written, and what they lack.

Two files a language: the interface's messages, which `compiled` compiles for Django, and the catalogue's texts.
"""

import datetime
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import denormalize, read_po, write_po

from platforms.domain.catalogue.translation import may_stay_english

INTERFACE = Path(__file__).resolve().parents[1] / "locale"
"""Where Django finds the messages of this app: `<language>/LC_MESSAGES/django.po` and the compiled `django.mo`."""

CATALOGUE = Path(__file__).resolve().parents[1] / "data" / "translations"
"""One `<language>.po` each; the context of an entry is the key, its id the English text that was translated."""

LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""Instead of the time of writing, so that the same messages give the same file."""

PREVIOUS = re.compile(r"^msgid(?:_plural)?\s", re.MULTILINE)


def interface_path(language: str) -> Path:
    """Return the file of the interface's messages in a language."""
    return INTERFACE / language / "LC_MESSAGES" / "django.po"


def catalogue_path(language: str) -> Path:
    """Return the file of the catalogue's texts in a language."""
    return CATALOGUE / f"{language}.po"


def read(path: Path, language: str) -> Catalog:
    """Read a file; return an empty catalog when there is none yet."""
    if not path.is_file():
        return empty(language)
    with path.open("rb") as file:
        catalog = read_po(file, locale=language, ignore_obsolete=True, abort_invalid=True)
    for message in catalog:
        _find_previous(message)
    return catalog


def as_text(catalog: Catalog) -> bytes:
    """Return the content of a file, without dates, line numbers and wrapped lines: a diff shows what changed."""
    out = io.BytesIO()
    for message in catalog:
        message.locations = sorted({(name, None) for name, _line in message.locations})  # type: ignore[misc]
    write_po(out, catalog, width=0, omit_header=True, include_lineno=False, ignore_obsolete=True, include_previous=True)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    )
    return f"{header}\n{out.getvalue().decode().strip()}\n".encode()


def empty(language: str | None, version: str = "") -> Catalog:
    """Return a catalog without messages."""
    return Catalog(
        locale=language, charset="utf-8", fuzzy=False, project="Side by Side", version=version,
        creation_date=LONG_AGO, revision_date=LONG_AGO, last_translator="", language_team="",
    )  # fmt: skip


def messages(catalog: Iterable[Message]) -> Iterator[Message]:
    """Yield the messages without the header."""
    return (message for message in catalog if message.id)


def _find_previous(message: Message) -> None:
    """Move the older English text from the comments, where Babel leaves it, to a fuzzy message."""
    older = [comment for comment in message.user_comments if comment.startswith("|")]
    message.user_comments = [comment for comment in message.user_comments if comment not in older]
    if message.fuzzy:
        lines = "\n".join(comment.removeprefix("|").strip() for comment in older)
        message.previous_id = [denormalize(text.strip()) for text in PREVIOUS.split(lines)[1:]]


def merge(translated: Catalog, texts: Catalog) -> Catalog:
    """Update a file's translations to the texts that there are now, and return them; drop what nobody shows any more.

    A new text takes over the translation of the text that it replaced, or of a similar one, as fuzzy: a help for the
    translator, shown to nobody.
    """
    for old, new in _replaced(translated, texts):
        translated.delete(old.id, old.context)
        translated.add(
            new.id, old.string, flags={*old.flags, "fuzzy"}, user_comments=old.user_comments,
            previous_id=old.previous_id or old.id, context=new.context,
        )  # fmt: skip
    older = {(message.context, message.id): message.previous_id for message in messages(translated)}
    translated.update(texts)
    for message in messages(translated):  # Babel loses it at the second update
        message.previous_id = message.previous_id or older.get((message.context, message.id), [])
    return translated


def _replaced(translated: Catalog, texts: Catalog) -> Iterator[tuple[Message, Message]]:
    """Yield old and new text where one is gone and one is new in the same context, such as a key of the catalogue."""
    gone, new = defaultdict(list), defaultdict(list)
    for message in messages(translated):
        if message.string and texts.get(message.id, message.context) is None:
            gone[message.context].append(message)
    for message in messages(texts):
        if translated.get(message.id, message.context) is None:
            new[message.context].append(message)
    for context, olds in gone.items():
        if context and len(olds) == 1 and len(new[context]) == 1:
            yield olds[0], new[context][0]


@dataclass(frozen=True, slots=True)
class Gap:
    """A text without a translation that holds."""

    where: str
    """A file of ours, or a key of the catalogue."""
    text: str
    kind: Literal["missing", "fuzzy"]
    """Fuzzy: it has the translation of an older English text, which nobody has checked since."""


def gaps(translated: Catalog, texts: Catalog) -> list[Gap]:
    """Return the texts with no translation, none for one of their plural forms, or a fuzzy one."""
    return [
        Gap(
            str(message.context or message.locations[0][0]),
            message.id if isinstance(message.id, str) else " | ".join(message.id),
            "fuzzy" if known and known.fuzzy else "missing",
        )
        for message in messages(texts)
        if not is_usable(known := translated.get(message.id, message.context))
        and not (may_stay_english(str(message.context or "")) and (known is None or not known.fuzzy))
    ]


def is_usable(message: Message | None) -> bool:
    """Tell whether all forms are translated, and none is fuzzy."""
    if message is None or message.fuzzy:
        return False
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)
