"""What changed in the catalogue, and what of it is a fact: told from the entries of the platforms' histories."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from platforms.domain.document.merging import ABSENT, CELLS, Change
from platforms.domain.document.platform_part import FactPart, FigurePart, RatingPart, SupportPart

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


def changed(change: Change) -> Changed:
    """Return what a change of the flat document did to its cell."""
    field = change.key[2]
    old, new = (None if value is ABSENT else value for value in (change.old, change.new))
    return Changed(field, change.key[3] if field in CELLS else field, old, new)
