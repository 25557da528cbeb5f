"""Words of an index, and which of them a typed word comes near: equal, begun, with another ending, or mistyped."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from platforms.domain.search.spelling import shares_a_stem, singular

EQUAL, PLURAL, BEGUN, STEM, MISTYPED = 1.0, 0.97, 0.9, 0.85, 0.7
"""How sure it is that a word means another."""

FEWEST_BEGUN, FEWEST_BEGUN_INSIDE = 3, 5
"""From how many letters the start of a word counts: of the last word, perhaps still being typed, and before it."""

STEM_LETTERS = 7


@dataclass(frozen=True, slots=True)
class Vocabulary:
    words: tuple[str, ...]
    """Sorted."""
    singulars: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Vocabulary":
        known = tuple(sorted(set(words)))
        singulars: dict[str, list[str]] = defaultdict(list)
        for word in known:
            singulars[singular(word)].append(word)
        return cls(known, {word: tuple(others) for word, others in singulars.items()})

    def near(self, word: str, *, is_last: bool) -> dict[str, float]:
        """Return the words that are equal to a typed one, or that it begins, with how sure that is."""
        found = {other: EQUAL if other == word else PLURAL for other in self.singulars.get(singular(word), ())}
        if word.isdigit():
            return found
        if len(word) >= (FEWEST_BEGUN if is_last else FEWEST_BEGUN_INSIDE):
            for other in self.beginning_with(word):
                found.setdefault(other, BEGUN)
        if len(word) >= STEM_LETTERS:
            for other in self.beginning_with(word[:STEM_LETTERS]):
                if shares_a_stem(word, other):
                    found.setdefault(other, STEM)
        return found

    def beginning_with(self, start: str) -> Iterator[str]:
        for place in range(bisect_left(self.words, start), len(self.words)):
            if not self.words[place].startswith(start):
                return
            yield self.words[place]

    def mistyped(self, word: str, *, edits: int) -> dict[str, float]:
        """Return the words that a typed one is within some edits of, with the same first letter."""
        from rapidfuzz.distance import OSA  # three megabytes, for the first who mistypes
        from rapidfuzz.process import extract

        near = extract(word, self.words, scorer=OSA.distance, score_cutoff=edits, limit=20)
        return {other: MISTYPED - 0.1 * distance for other, distance, _ in near if other[0] == word[0]}
