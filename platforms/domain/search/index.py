"""One index of a catalogue: what each phrase means, names first, then what people want."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.conditions import Condition
from platforms.domain.search.sounds import sound
from platforms.domain.search.spelling import plain_words, singular
from platforms.domain.search.spoken import Spoken, split
from platforms.domain.search.vocabulary import Vocabulary

SPAN = re.compile(r"(.+) ([0-4]-[0-4])")
"""A synonym of some levels of a trait: "in private 0-1"."""

NO = "no"
"""Stands for every word that negates."""

INSTEAD = "instead"

RANKS = {"name": 0, "topic": 1, "age": 1, "feature": 2, "goal": 2, "field": 3, "kind": 4, "country": 6}
"""Which of two meanings goes first where both explain as many words; traits come before countries."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A question that a guide answers."""

    guide: str
    """The guide's slug."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A phrase with what it means: a platform, a condition, a guide's topic, or others like a platform."""

    words: tuple[str, ...]
    target: str | Condition | Topic
    """A platform's slug, a condition, a topic, or INSTEAD."""
    rank: int

    @property
    def is_name(self) -> bool:
        return self.rank == 0


@dataclass(frozen=True, slots=True)
class Index:
    meanings: tuple[Meaning, ...]
    names: Vocabulary
    """The words of names."""
    wishes: Vocabulary
    """The words of all other meanings."""
    by_word: Mapping[str, tuple[int, ...]]
    """Which meanings hold a word."""
    by_sound: Mapping[str, frozenset[str]]
    """The slugs of platforms by how a name of theirs sounds."""
    starts: tuple[tuple[str, str], ...]
    """Names in one word with their slugs, sorted."""
    texts: Vocabulary
    """The words of taglines and summaries."""
    mentions: Mapping[str, frozenset[str]]
    """Which platforms' texts hold a word."""
    small: frozenset[str]
    quiet: frozenset[str]
    without: frozenset[str]
    years: frozenset[str]
    below: frozenset[str]


def index_of(*, catalogue: Catalogue, spoken: Spoken) -> Index:
    """Return the index of a catalogue in the words of its language; memoized."""
    return catalogue.memoize(("search", spoken), lambda: _index(catalogue, spoken))


def names_of(platform: Platform) -> list[str]:
    """Return all that a platform is called: names, its address here and its own, and what stands in brackets."""
    host = (urlsplit(platform.website).hostname or "").removeprefix("www.").split(".")[0]
    inside = re.findall(r"\((.+?)\)", platform.name)
    name = re.sub(r"\s*\(.*?\)", "", platform.name)
    return list(dict.fromkeys([name, platform.name, platform.slug, *platform.also_known_as, *inside, host]))


def _index(catalogue: Catalogue, spoken: Spoken) -> Index:
    small, quiet = frozenset(plain_words(spoken.small)), frozenset(plain_words(spoken.quiet))
    without = frozenset(plain_words(spoken.without))
    every = dict.fromkeys(_meanings(catalogue, spoken, small, without))
    meanings = tuple(each for each in every if each.is_name or not quiet.issuperset(each.words))
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, meaning in enumerate(meanings):
        for word in dict.fromkeys(meaning.words):
            by_word[word].append(number)
    sounds: dict[str, set[str]] = defaultdict(set)
    starts = set()
    mentions: dict[str, set[str]] = defaultdict(set)
    for platform in catalogue.platforms:
        for name in names_of(platform):
            joined = "".join(plain_words(name))
            starts.add((joined, platform.slug))
            sounds[sound(joined)].add(platform.slug)
        for word in plain_words(f"{platform.tagline} {platform.summary}"):
            if word not in small:
                mentions[singular(word)].add(platform.slug)
    return Index(
        meanings=meanings,
        names=Vocabulary.of(word for meaning in meanings if meaning.is_name for word in meaning.words),
        wishes=Vocabulary.of(word for meaning in meanings if not meaning.is_name for word in meaning.words),
        by_word={word: tuple(numbers) for word, numbers in by_word.items()},
        by_sound={spoken_name: frozenset(slugs) for spoken_name, slugs in sounds.items()},
        starts=tuple(sorted(starts)),
        texts=Vocabulary.of(mentions),
        mentions={word: frozenset(slugs) for word, slugs in mentions.items()},
        small=small,
        quiet=quiet,
        without=without,
        years=frozenset(plain_words(spoken.years)),
        below=frozenset(plain_words(spoken.below)),
    )


def _meanings(
    catalogue: Catalogue, spoken: Spoken, small: frozenset[str], without: frozenset[str]
) -> Iterator[Meaning]:
    for platform in catalogue.platforms:
        for name in names_of(platform):
            if parts := tuple(plain_words(name)):
                yield Meaning(parts, platform.slug, RANKS["name"])
                yield Meaning(("".join(parts),), platform.slug, RANKS["name"])
    for phrase, condition in _phrases(catalogue, spoken):
        found = tuple(NO if word in without else word for word in plain_words(phrase) if word not in small)
        if found and found != (NO,):
            yield Meaning(found, condition, RANKS.get(condition.key, 5))
    for guide, questions in spoken.topics:
        if guide in catalogue.guide_by_slug:
            for question in split(questions):
                found = tuple(word for word in plain_words(question) if word not in small)
                yield Meaning(found, Topic(guide), RANKS["topic"])
    for others in split(spoken.instead):
        yield Meaning(tuple(word for word in plain_words(others) if word not in small), INSTEAD, -1)


def _phrases(catalogue: Catalogue, spoken: Spoken) -> Iterator[tuple[str, Condition]]:
    """Yield every phrase that stands for a condition."""
    for goal in catalogue.goals:
        yield from ((text, Condition("goal", goal.slug)) for text in (goal.wording, goal.short, *goal.also))
    for feature in catalogue.features:
        named = (feature.name, feature.must_have, *feature.also)
        yield from ((text, Condition("feature", feature.slug)) for text in named)
    for trait in catalogue.traits:
        yield trait.low_label, Condition(trait.slug, "0-1")
        yield trait.high_label, Condition(trait.slug, "3-4")
        spans = filter(None, map(SPAN.fullmatch, trait.also))
        yield from ((span[1], Condition(trait.slug, span[2])) for span in spans)
    for key, value, texts in spoken.people:
        yield from ((text, Condition(key, value)) for text in split(texts))
    yield from ((name, Condition("country", code)) for code, name in spoken.countries)
