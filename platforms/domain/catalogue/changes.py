"""What changed in the catalogue, and what of it is a fact: told from the entries of the platforms' histories."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from platforms.domain.catalogue.cells import cell_key
from platforms.domain.document.audience import value_of
from platforms.domain.document.merging import ABSENT, CELLS, Change
from platforms.domain.document.platform_part import (
    AgesPart,
    CountriesPart,
    FactPart,
    FieldsPart,
    FigurePart,
    JoiningPart,
    RatingPart,
    SupportPart,
    UsePart,
)

CELL_FIELDS = (*CELLS, "figures")


class What(StrEnum):
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Changed:
    """One cell, or another part of a platform, before and after; None where there was or is nothing."""

    field: str
    """As the document calls it: "ratings", "support", "uses", "audience", "facts", "figures", "tips", "tagline", ..."""
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
        case UsePart():
            return value.level
        case CountriesPart() | AgesPart() | FieldsPart() | JoiningPart():
            return value_of(value)
        case FigurePart():
            return value.counts, value.number, value.as_of
        case tuple() | list():
            return tuple(map(_claim, value))
    return value


def _words(value: Any) -> Any:
    """All of a cell but the day of its check."""
    match value:
        case RatingPart() | UsePart():
            return value.why, value.sources
        case SupportPart() | FactPart() | FigurePart() | CountriesPart() | AgesPart() | FieldsPart() | JoiningPart():
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
    is_import: bool = False
    """Was it loaded with a document or a release, not edited?"""

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
    return Changed(field, cell_key(field, change.key[3]) if field in CELLS else field, old, new)
