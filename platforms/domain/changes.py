"""What changed in the catalogue, and what of it is a fact: told from the entries of the platforms' histories."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from platforms.domain.catalogue import Catalogue, Platform
from platforms.domain.document import FactPart, FigurePart, PlatformPart, RatingPart, SupportPart
from platforms.domain.edits import PUBLICATION, differences
from platforms.domain.exchange import platform_part
from platforms.domain.merging import ABSENT, CELLS, Change

CELL_FIELDS = (*CELLS, "figures")


class What(StrEnum):
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Changed:
    """One cell, or another part of a platform, before and after; None where there was or is nothing."""

    field: str
    """ "ratings", "support", "facts", or what the document calls it: "figures", "tips", "tagline", ..."""
    key: str
    """The cell's key, as in its permanent address; the field for what is no cell."""
    old: Any
    new: Any

    @property
    def is_cell(self) -> bool:
        return self.field in CELL_FIELDS

    @property
    def is_fact(self) -> bool:
        """Does a cell say something else now? New words, sources and days of a check are none of that."""
        return self.is_cell and _claim(self.old) != _claim(self.new)

    @property
    def is_check(self) -> bool:
        """Was it looked at again, and nothing else?"""
        return self.is_cell and not self.is_fact and _words(self.old) == _words(self.new)


def _claim(value: Any) -> Any:
    """What a cell says, without its words and its evidence."""
    match value:
        case RatingPart():
            return value.low, value.high
        case SupportPart() | FactPart():
            return value.value
        case FigurePart():
            return value.counts, value.number, value.as_of
        case tuple() | list():
            return tuple(map(_claim, value))
    return value


def _words(value: Any) -> Any:
    """All of a cell but the day of its check."""
    match value:
        case RatingPart():
            return value.why, value.sources
        case SupportPart() | FactPart() | FigurePart():
            return value.note, value.sources
        case tuple() | list():
            return tuple(map(_words, value))
    return value


@dataclass(frozen=True, slots=True)
class Entry:
    """A platform as it was after one save; documents of drafts too."""

    number: int
    """Grows with time."""
    platform: int
    """Whose history it belongs to."""
    at: datetime.datetime
    why: str
    document: PlatformPart | None
    """None when the platform was deleted."""

    @property
    def public(self) -> PlatformPart | None:
        """What of it readers saw."""
        found = self.document
        return found if found and found.published and not found.withdrawn else None


@dataclass(frozen=True, slots=True)
class Edit:
    """What one save changed for readers."""

    number: int
    slug: str
    name: str
    at: datetime.datetime
    why: str
    """In the editor's words; empty when they said nothing."""
    what: What
    cells: tuple[Changed, ...] = ()
    """In the document's order; only of a change."""

    @property
    def facts(self) -> tuple[Changed, ...]:
        return tuple(cell for cell in self.cells if cell.is_fact)

    @property
    def shown(self) -> tuple[Changed, ...]:
        """Facts first, then texts, new words and new sources; not what was only checked again."""
        return self.facts + tuple(cell for cell in self.cells if not cell.is_fact and not cell.is_check)

    @property
    def checked(self) -> int:
        """How many cells were looked at again, unchanged."""
        return sum(cell.is_check for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a reader's report."""

    number: int
    slug: str
    name: str
    cell: str
    accepted: bool
    wrong: str
    reason: str
    at: datetime.datetime


def edit(before: Entry | None, after: Entry) -> Edit | None:
    """What readers saw change between two entries of one platform; None when that is nothing."""
    old, new = before.public if before else None, after.public
    if new is None:
        if old is None:
            return None
        return Edit(after.number, old.slug, old.name, after.at, after.why, What.WITHDRAWN)
    if old is None:
        return Edit(after.number, new.slug, new.name, after.at, after.why, What.PUBLISHED)
    cells = tuple(_changed(change) for change in differences(old, new) if change.key[2] not in PUBLICATION)
    return Edit(after.number, new.slug, new.name, after.at, after.why, What.CHANGED, cells) if cells else None


def _changed(change: Change) -> Changed:
    field = change.key[2]
    old, new = (None if value is ABSENT else value for value in (change.old, change.new))
    return Changed(field, change.key[3] if field in CELLS else field, old, new)


@dataclass(frozen=True, slots=True)
class Since:
    """What changed between an older state of the catalogue and this one."""

    facts: tuple[tuple[Platform, Changed], ...]
    """Of the platforms that are in both."""
    added: tuple[Platform, ...]
    gone: tuple[Platform, ...]

    @property
    def anything(self) -> bool:
        return bool(self.facts or self.added or self.gone)


def since(*, old: Catalogue, new: Catalogue, keys: Iterable[str] | None = None) -> Since:
    """Facts that say something else now; only of these keys when they are given."""
    wanted = None if keys is None else set(keys)
    return Since(
        tuple(
            (platform, changed)
            for platform in new.platforms
            if (before := old.platform_by_slug.get(platform.slug)) and before is not platform
            for changed in _facts(before, platform)
            if wanted is None or changed.key in wanted
        ),
        tuple(platform for platform in new.platforms if platform.slug not in old.platform_by_slug),
        tuple(platform for platform in old.platforms if platform.slug not in new.platform_by_slug),
    )


def _facts(before: Platform, after: Platform) -> Iterator[Changed]:
    for change in differences(platform_part(before), platform_part(after)):
        changed = _changed(change)
        if changed.is_fact:
            yield changed


def scales(catalogue: Catalogue) -> str:
    """Eight letters that stand for everything besides the platforms on which a ranking rests. Worked out once."""
    return catalogue.kept("scales", lambda: _scales(catalogue))


def _scales(catalogue: Catalogue) -> str:
    rests_on = (
        [(trait.slug, trait.scale.value, bool(trait.question)) for trait in catalogue.traits],
        [(feature.slug, bool(feature.must_have)) for feature in catalogue.features],
        [(g.slug, [(n.key, n.weight, n.target) for n in g.needs]) for g in catalogue.goals],
    )
    return blake2b(repr(rests_on).encode(), digest_size=4).hexdigest()


def edition(catalogue: Catalogue) -> str:
    """What a link carries to say which state of the catalogue it was made from: "412-9f86d081"."""
    return f"{catalogue.newest_entry}-{scales(catalogue)}"


def parse_edition(text: str) -> tuple[int, str] | None:
    """The number of the newest entry then, and its scales; None when it is no edition."""
    number, dash, rest = text.partition("-")
    fits = dash and number.isascii() and number.isdigit() and len(number) < 12 and len(rest) == 8
    return (int(number), rest) if fits else None
