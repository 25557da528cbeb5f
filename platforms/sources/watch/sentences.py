"""Which sentences of a document changed, and which of them are about a cell."""

import re
from collections.abc import Iterable

MOST_WORDS = 1500
"""Characters of changed sentences that a proposal quotes."""

SHARED = 2
"""From so many words in common a changed sentence is about a cell."""

WORD = re.compile(r"[a-z]{5,}")
SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")


def changed_sentences(old: str, new: str) -> list[str]:
    """Return the sentences that came, marked +, and those that went, marked -."""
    before, after = (dict.fromkeys(_sentences(text)) for text in (old, new))
    gone = [f"- {sentence}" for sentence in before if sentence not in after]
    return gone + [f"+ {sentence}" for sentence in after if sentence not in before]


def _sentences(text: str) -> Iterable[str]:
    """Return the sentences of a text in Markdown without links and marks, which change without meaning."""
    plain = re.sub(r"\]\([^)]*\)|[\[\]*_#>|`]", "", text)
    found = (" ".join(part.split()) for part in SENTENCE.split(plain))
    return (part for part in found if len(part) > 20)


def touching(sentences: Iterable[str], about: str) -> str:
    """Return the changed sentences that share words with a cell."""
    wanted = set(WORD.findall(about.lower()))
    found = [each for each in sentences if len(wanted & set(WORD.findall(each.lower()))) >= SHARED]
    return "\n".join(found)[:MOST_WORDS]
