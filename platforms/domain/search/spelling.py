"""Words as people type them: without accents, in the singular, with other endings."""

import re
import unicodedata
from dataclasses import dataclass

WORD = re.compile(r"[^\W_]+")
AGE_WORD = re.compile(r"(\d{1,2})(?:yo|y|j)")
NOT = re.compile(r"n['\u2019]t\b", re.I)


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    """As somebody typed it."""
    plain: str
    """In small letters without accents."""


def plain(text: str) -> str:
    """Return a text in small letters without accents: "Años" is "anos"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c))


def words(text: str) -> list[Word]:
    """Return the words of a text; "don't" holds a "not", and "12yo" the number."""
    found = [Word(each, plain(each)) for each in WORD.findall(NOT.sub(" not", text))]
    ages = ((word, AGE_WORD.fullmatch(word.plain)) for word in found)
    return [Word(word.text, age[1]) if age else word for word, age in ages]


def plain_words(text: str) -> list[str]:
    return [word.plain for word in words(text)]


def singular(word: str) -> str:
    """Return a word without the s of its plural: "jobs" is "job", but "news" stays."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "suiw" else word


def shares_a_stem(one: str, other: str) -> bool:
    """Tell whether two words differ only in their endings: "neighbours" and "neighbourhood"."""
    shorter = min(len(one), len(other))
    common = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    return common >= max(7, shorter - 2)
