"""The translation files: where they lie, and how they are read, merged with today's English, and written.

Two files a language: the interface's messages, which `compiled` makes ready for Django, and the catalogue's texts.
"""

import datetime
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import denormalize, read_po, write_po

from platforms.domain.catalogue.texts import texts
from platforms.translations.catalogue import FOLDER

INTERFACE = Path(__file__).resolve().parents[1] / "locale"
"""Where Django finds the messages of this app: `<language>/LC_MESSAGES/django.po` and the compiled `django.mo`."""

LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
"""Instead of the moment of writing: the same messages give the same file."""

PREVIOUS = re.compile(r"^msgid(?:_plural)?\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Gap:
    """A text without a translation that holds."""

    where: str
    """A file of ours, or a key of the catalogue."""
    text: str
    kind: Literal["missing", "fuzzy"]
    """Fuzzy: it has the translation of an older English text, which nobody looked at since."""


def interface_path(language: str) -> Path:
    return INTERFACE / language / "LC_MESSAGES" / "django.po"


def catalogue_path(language: str) -> Path:
    return FOLDER / f"{language}.po"


def of_catalogue(catalogue: Any) -> Catalog:
    """List every text of a catalogue, or of its document, that is translated; the key of each is its context."""
    found = empty(None)
    for key, english in texts(catalogue):
        found.add(english, context=key)
    return found


def read(path: Path, language: str) -> Catalog:
    """Read a file; empty when there is none yet."""
    if not path.is_file():
        return empty(language)
    with path.open("rb") as file:
        catalog = read_po(file, locale=language, ignore_obsolete=True, abort_invalid=True)
    for message in catalog:
        _find_previous(message)
    return catalog


def merge(kept: Catalog, found: Catalog) -> Catalog:
    """Bring a file up to date with the texts that there are now; what nobody shows any more goes.

    A new text takes over the translation of the old one that it replaced, or of one that is like it, as fuzzy: kept
    for the translator, shown to nobody.
    """
    for old, new in _replaced(kept, found):
        kept.delete(old.id, old.context)
        kept.add(
            new.id, old.string, flags={*old.flags, "fuzzy"}, user_comments=old.user_comments,
            previous_id=old.previous_id or old.id, context=new.context,
        )  # fmt: skip
    older = {(message.context, message.id): message.previous_id for message in messages(kept)}
    kept.update(found)
    for message in messages(kept):  # Babel forgets it at the second update
        message.previous_id = message.previous_id or older.get((message.context, message.id), [])
    return kept


def _replaced(kept: Catalog, found: Catalog) -> Iterator[tuple[Message, Message]]:
    """Pair the one text that is gone with the one that is new in the same context, as at a key of the catalogue."""
    gone, new = defaultdict(list), defaultdict(list)
    for message in messages(kept):
        if message.string and found.get(message.id, message.context) is None:
            gone[message.context].append(message)
    for message in messages(found):
        if kept.get(message.id, message.context) is None:
            new[message.context].append(message)
    for context, olds in gone.items():
        if context and len(olds) == 1 and len(new[context]) == 1:
            yield olds[0], new[context][0]


def gaps(kept: Catalog, found: Catalog) -> list[Gap]:
    """List what has no translation, none for one of its plural forms, or a fuzzy one."""
    return [
        Gap(
            str(message.context or message.locations[0][0]),
            message.id if isinstance(message.id, str) else " | ".join(message.id),
            "fuzzy" if known and known.fuzzy else "missing",
        )
        for message in messages(found)
        if not is_usable(known := kept.get(message.id, message.context))
    ]


def is_usable(message: Message | None) -> bool:
    """Tell whether all forms are translated, and none is fuzzy."""
    if message is None or message.fuzzy:
        return False
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


def as_text(catalog: Catalog) -> bytes:
    """Write without dates, line numbers and wrapped lines, so that a difference shows what changed."""
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
    return Catalog(
        locale=language, charset="utf-8", fuzzy=False, project="Side by Side", version=version,
        creation_date=LONG_AGO, revision_date=LONG_AGO, last_translator="", language_team="",
    )  # fmt: skip


def messages(catalog: Iterable[Message]) -> Iterator[Message]:
    """Leave out the header."""
    return (message for message in catalog if message.id)


def _find_previous(message: Message) -> None:
    """Read the older English text, which Babel takes for a comment; only a fuzzy translation needs it."""
    older = [comment for comment in message.user_comments if comment.startswith("|")]
    message.user_comments = [comment for comment in message.user_comments if comment not in older]
    if message.fuzzy:
        lines = "\n".join(comment.removeprefix("|").strip() for comment in older)
        message.previous_id = [denormalize(text.strip()) for text in PREVIOUS.split(lines)[1:]]
