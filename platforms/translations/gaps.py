"""The texts of a translation file without a translation that holds."""

from dataclasses import dataclass
from typing import Literal

from babel.messages.catalog import Catalog, Message

from platforms.translations.files import messages


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
    ]


def is_usable(message: Message | None) -> bool:
    """Tell whether all forms are translated, and none is fuzzy."""
    if message is None or message.fuzzy:
        return False
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)
