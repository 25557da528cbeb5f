"""What an editor should look at: the sources' years and hosts, "no" argued from silence, long notes, uneven rows."""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit

from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.evidence import Evidence, Source
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Subject, Value

OLD = datetime.timedelta(days=730)
"""After this long a source is old."""

MOST_WORDS = 25
"""How many words a note takes at most."""

ALIKE = 0.4
"""From this share of common words two notes of a row are of one kind."""

LEAST_WORDS = 4
"""Notes of fewer telling words are too short to compare."""

SILENCE = re.compile(
    r"\bnot among\b|\bnot (?:listed|mentioned|named|described|shown)\b|\bnothing (?:read|found)\b|"
    r"\b(?:is|are|was|were) without\b|\b(?:lists?|names?|mentions?|shows?) (?:no|none|neither)\b|\blooked (?:for|in)\b|"
    r"\bno (?:sign|trace|mention)\b|\bnone of the sources\b",
    re.I,
)
"""Words of a note that argues from what a source leaves out."""

NEGATIONS = {"no", "not", "never", "none", "without", "cannot", "can't"}
"""Short words that turn a note's meaning."""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote about one cell, with what the cell says."""

    platform: str
    key: str
    value: str
    text: str
    evidence: Evidence

    @property
    def place(self) -> str:
        return f"{self.platform} {self.key}"


@dataclass(frozen=True, slots=True)
class Host:
    """How many sources lie on one host, and how many of them count as the operator's own."""

    name: str
    official: int
    sources: int


@dataclass(frozen=True, slots=True)
class Findings:
    years: tuple[tuple[int | None, int], ...]
    """Sources by the year in which they appeared, the newest first; None counts those without a date."""
    old: int
    """Dated sources that are older than two years."""
    hosts: tuple[Host, ...]
    """Hosts with official sources, those with the most first."""
    silent: tuple[Note, ...]
    """Each "no" that argues from what a source leaves out, unless that is the operator's own and not old."""
    long: tuple[Note, ...]
    uneven: tuple[tuple[Note, Note], ...]
    """Pairs of a row with notes of one kind and different values."""

    @property
    def dated(self) -> int:
        return sum(count for year, count in self.years if year is not None)


def findings(*, catalogue: Catalogue, today: datetime.date) -> Findings:
    """Return what in a catalogue asks for an editor's eye."""
    sources = {source for platform in catalogue.platforms for source in platform.sources}
    years = Counter(source.published_on.year if source.published_on else None for source in sources)
    notes = [note for platform in catalogue.platforms for note in _notes(platform)]
    return Findings(
        years=tuple(sorted(years.items(), key=lambda item: -(item[0] or 0))),
        old=sum(_is_old(source, today) for source in sources if source.published_on),
        hosts=tuple(_hosts(sources)),
        silent=tuple(note for note in notes if _is_silent(note, today)),
        long=tuple(note for note in notes if len(note.text.split()) > MOST_WORDS),
        uneven=tuple(_uneven(notes)),
    )


def _notes(platform: Platform) -> Iterator[Note]:
    for slug, rating in platform.ratings.items():
        yield Note(platform.slug, slug, f"{rating.low}-{rating.high}", rating.why, rating.evidence)
    for slug, support in platform.support.items():
        yield Note(platform.slug, slug, support.value, support.note, support.evidence)
    for slug, use in platform.uses.items():
        yield Note(platform.slug, cell_key("uses", slug), str(use.level), use.why, use.evidence)
    for subject, fact in platform.facts.items():
        yield Note(platform.slug, subject, fact.value, fact.note, fact.evidence)
    for name, part in platform.audience.cells():
        yield Note(platform.slug, cell_key("audience", name), "", part.note, part.evidence)


def _is_old(source: Source, today: datetime.date) -> bool:
    return source.published_on is not None and today - source.published_on > OLD


def _hosts(sources: Iterable[Source]) -> Iterator[Host]:
    official, every = Counter[str](), Counter[str]()
    for source in sources:
        name = (urlsplit(source.url).hostname or "").removeprefix("www.")
        every[name] += 1
        official[name] += source.official
    for name, count in sorted(official.items(), key=lambda item: (-item[1], item[0])):
        if count:
            yield Host(name, count, every[name])


def _is_silent(note: Note, today: datetime.date) -> bool:
    """Tell whether a "no" rests on silence: on what no recent list of the operator's leaves out."""
    if note.value != Value.NO or not SILENCE.search(note.text):
        return False
    return not any(source.official and not _is_old(source, today) for source in note.evidence.sources)


def _uneven(notes: Iterable[Note]) -> Iterator[tuple[Note, Note]]:
    """Yield pairs of a row whose notes share most of their words though they differ in value; facts differ anyway."""
    rows: dict[str, list[tuple[Note, frozenset[str]]]] = defaultdict(list)
    for note in notes:
        words = _telling_words(note)
        is_named = note.key in set(Subject)
        if not is_named and note.value not in ("", Value.UNKNOWN) and len(words) >= LEAST_WORDS:
            rows[note.key].append((note, words))
    for row in rows.values():
        for (one, words), (other, others) in combinations(row, 2):
            if one.value != other.value and len(words & others) >= ALIKE * len(words | others):
                yield one, other


def _telling_words(note: Note) -> frozenset[str]:
    words = re.findall(r"[a-z0-9][a-z0-9'-]+", note.text.casefold())
    return frozenset(word for word in words if len(word) > 3 or word in NEGATIONS or word.isdigit()) - {note.platform}
