"""Bring a translation file up to date with today's English."""

from collections import defaultdict
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from platforms.translations.files import messages


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
