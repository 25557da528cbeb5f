"""What a phrase means: names, conditions, others like a name, and the words that mean nothing here."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from platforms.domain.comparing.conditions import Condition
from platforms.domain.search.index import INSTEAD, NO, Index, Meaning, Topic
from platforms.domain.search.sounds import sound
from platforms.domain.search.spelling import Word, words
from platforms.domain.search.vocabulary import EQUAL

HEARD = 0.75
"""How sure a name is that sounds like what was typed."""

LONGEST_GAP = 2
"""How many other words may stand between the words of one meaning."""

FEWEST_HEARD = 4
"""From how many letters a word may be a name as it is heard, or a mistyped one."""

FEWEST_MISTYPED = 6
"""From how many letters a word may be a mistyped wish: "black" is not "block"."""

OLDEST = 99


@dataclass(frozen=True, slots=True)
class Match:
    """A meaning found in a phrase, at the places of its words."""

    meaning: Meaning
    places: frozenset[int]
    sureness: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase understood."""

    names: tuple[str, ...] = ()
    """The slugs of platforms, in the order in which they are named."""
    conditions: tuple[Condition, ...] = ()
    asks_for_others: bool = False
    """Others like the platform that is named."""
    guide: str = ""
    """The slug of the guide that answers it."""
    rest: tuple[Word, ...] = ()
    """The words that mean neither."""
    without_conditions: str = ""
    """What was typed, without the words of conditions and without the rest."""
    content: tuple[str, ...] = ()
    """All plain words but the small ones, and those that stand for levels of a trait: "not public"."""


def read(phrase: str, index: Index) -> Reading:
    """Return what a phrase means. The longest meanings go first, then the surest; no word counts twice."""
    typed = _content(phrase, index)
    taken: set[int] = set()
    chosen: list[Match] = []
    if age := _age(typed, index):
        chosen.append(age)
        taken |= age.places
    for match in sorted(_matches(typed, index), key=_precedence):
        if taken.isdisjoint(match.places):
            taken |= match.places
            if not (age and _is_age(match)):  # "my kid of 12" says one age
                chosen.append(match)
    named = {place: match.meaning.target for match in chosen if match.meaning.is_name for place in match.places}
    begun = {place: slugs for place in range(len(typed)) if (slugs := _begun(typed, place, index, named))}
    in_order = [(min(match.places), match.meaning.target) for match in chosen if match.meaning.is_name]
    in_order += [(place, slug) for place, slugs in begun.items() for slug in slugs]
    topics = [match.meaning.target.guide for match in chosen if isinstance(match.meaning.target, Topic)]
    # "social media and professional networking" names kinds, and asks for platforms of none.
    conditions = [
        match
        for match in chosen
        if isinstance(match.meaning.target, Condition) and not (topics and match.meaning.target.key == "kind")
    ]
    used_up = {place for match in conditions for place in match.places}
    levels = {place for match in conditions if _is_levels(match) for place in match.places}
    quiet = {place for place, word in enumerate(typed) if word.plain in index.quiet or word.plain == NO}
    rest = [place for place in range(len(typed)) if place not in taken | begun.keys() | quiet]
    kept = [place for place in range(len(typed)) if place not in used_up and place not in quiet]
    return Reading(
        names=tuple(dict.fromkeys(str(slug) for _, slug in sorted(in_order, key=lambda item: item[0]))),
        conditions=tuple(dict.fromkeys(_conditions(conditions))),
        asks_for_others=any(match.meaning.target == INSTEAD for match in chosen),
        guide=topics[0] if topics else "",
        rest=tuple(typed[place] for place in rest),
        without_conditions=" ".join(typed[place].text for place in kept),
        content=tuple(word.plain for place, word in enumerate(typed) if word.plain != NO and place not in levels),
    )


def _content(phrase: str, index: Index) -> list[Word]:
    """Return the words that say something; all where all are small. Words that negate become one."""
    every = words(phrase)
    typed = [word for word in every if word.plain not in index.small] or every
    return [replace(word, plain=NO) if word.plain in index.without else word for word in typed]


def _conditions(matches: Sequence[Match]) -> Iterator[Condition]:
    """Yield the conditions in the order in which they were typed; a second age or country says nothing new."""
    seen = set()
    for match in sorted(matches, key=lambda match: min(match.places)):
        condition = match.meaning.target
        if isinstance(condition, Condition) and not (
            condition.key in seen and condition.key not in ("goal", "feature")
        ):
            seen.add(condition.key)
            yield condition


def _is_age(match: Match) -> bool:
    return isinstance(match.meaning.target, Condition) and match.meaning.target.key == "age"


def _is_levels(match: Match) -> bool:
    return isinstance(match.meaning.target, Condition) and match.meaning.target.is_levels


def _age(typed: Sequence[Word], index: Index) -> Match | None:
    """Return the age that a phrase names: a number beside a word for years, or a number alone."""
    for place, word in enumerate(typed):
        if not word.plain.isdecimal() or int(word.plain) > OLDEST:
            continue
        beside = [near for near in range(max(0, place - 1), place + 3) if near != place and near < len(typed)]
        units = {near for near in beside if typed[near].plain in index.years}
        below = {place - 1} if place and typed[place - 1].plain in index.below else set()
        others = [other for other in typed if other is not word and other.plain not in index.quiet]
        if units or below or not others or word.text != word.plain:
            years = max(int(word.plain) - bool(below), 0)
            age = Meaning((word.plain,), Condition("age", str(years)), 1)
            return Match(age, frozenset({place, *units, *below}), EQUAL)
    return None


def _precedence(match: Match) -> tuple:
    """More words go first, then surer ones, then names, then those said earlier."""
    meaning = match.meaning
    return (-len(match.places), -round(match.sureness, 3), meaning.rank, min(match.places), meaning.words)


def _matches(typed: Sequence[Word], index: Index) -> Iterator[Match]:
    """Yield every meaning all of whose words are in the phrase, near one another."""
    hits: dict[int, dict[str, list[tuple[float, int]]]] = defaultdict(lambda: defaultdict(list))
    for place, word in enumerate(typed):
        is_last = place == len(typed) - 1
        for other, sure in _near(word.plain, index, is_last=is_last).items():
            for number in index.by_word[other]:
                hits[number][other].append((-sure, place))
    for number, found in hits.items():
        meaning = index.meanings[number]
        if len(found) == len(dict.fromkeys(meaning.words)) and (match := _placed(meaning, found, typed)):
            yield match
    yield from _joined(typed, index)
    yield from _heard(typed, index)


def _near(word: str, index: Index, *, is_last: bool) -> dict[str, float]:
    """Return the words of the index that a word may mean. Only where it means nothing else it counts as mistyped."""
    if word == NO:
        return {NO: EQUAL} if NO in index.by_word else {}
    found = index.wishes.near(word, is_last=is_last)
    # The start of a name is no name yet; `_begun` looks after it.
    found |= {other: sure for other, sure in index.names.near(word, is_last=False).items() if sure > 0.95}
    if found or len(word) < FEWEST_HEARD or word in index.quiet or not word.isalpha():
        return found
    mistyped = index.names.mistyped(word, edits=2 if len(word) >= 7 else 1)
    if len(word) >= FEWEST_MISTYPED:
        mistyped |= index.wishes.mistyped(word, edits=2 if len(word) >= 9 else 1)
    return mistyped


def _placed(meaning: Meaning, found: dict[str, list[tuple[float, int]]], typed: Sequence[Word]) -> Match | None:
    """Return where the words of a meaning stand, each at a place of its own; nothing where they stand too far apart."""
    places: list[int] = []
    sureness = 0.0
    for word in meaning.words:
        free = [(sure, place) for sure, place in found[word] if place not in places]
        if not free:
            return None
        sure, place = min(free)
        places.append(place)
        sureness -= sure
    first = min(places)
    if max(places) - first >= len(places) + LONGEST_GAP:
        return None
    if NO not in meaning.words and not meaning.is_name and first and typed[first - 1].plain == NO:
        return None
    return Match(meaning, frozenset(places), sureness / len(places))


def _joined(typed: Sequence[Word], index: Index) -> Iterator[Match]:
    """Yield names that were written in two words: "linked in"."""
    for place in range(len(typed) - 1):
        joined = typed[place].plain + typed[place + 1].plain
        for number in index.by_word.get(joined, ()):
            if index.meanings[number].is_name and index.meanings[number].words == (joined,):
                yield Match(index.meanings[number], frozenset({place, place + 1}), EQUAL)


def _heard(typed: Sequence[Word], index: Index) -> Iterator[Match]:
    """Yield names that sound like a word: "guasap"."""
    for place, word in enumerate(typed):
        if len(heard := sound(word.plain)) >= FEWEST_HEARD and word.plain not in index.quiet:
            for slug in sorted(index.by_sound.get(heard, ())):
                yield Match(Meaning((word.plain,), slug, 0), frozenset({place}), HEARD)


def _begun(typed: Sequence[Word], place: int, index: Index, named: Mapping[int, object]) -> list[str]:
    """Return the platforms whose name begins with a word: "insta". It may be the start of a wish, too."""
    word = typed[place].plain
    if place in named or word in index.quiet or word == NO or (len(word) < 2 and len(typed) > 1):
        return []
    found = _starting(index.starts, word)
    if not found and len(heard := sound(word)) >= FEWEST_HEARD:
        found = [slug for name in sorted(index.by_sound) if name.startswith(heard) for slug in index.by_sound[name]]
    return found


def _starting(starts: Sequence[tuple[str, str]], word: str) -> list[str]:
    found = []
    for name, slug in starts[bisect_left(starts, (word, "")) :]:
        if not name.startswith(word):
            break
        found.append(slug)
    return list(dict.fromkeys(found))
