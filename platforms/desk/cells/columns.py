"""What each kind of table holds, and how one cell of it is read and written."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from platforms.desk.audience import READ, text_of
from platforms.desk.cells.workbook import FORMULA
from platforms.domain.document.audience import PARTS
from platforms.domain.document.platform_part import FactPart, RatingPart, SupportPart, UsePart
from platforms.domain.vocabulary import Value

EVIDENCE = ("sources", "checked_on")
FAILED = ("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#NV", "#BEZUG!", "#WERT!")
YES_AND_NO = {"true": "yes", "false": "no", "unbekannt": "unknown", "ja": "yes", "nein": "no", "sí": "yes", "si": "yes"}


@dataclass(frozen=True)
class Kind:
    """A table of cells of one kind: a row for each platform and each of what the kind is about."""

    field: str
    """Where the cells are in a platform's part."""
    about: str
    """The column that names the trait, feature, goal or subject."""
    says: tuple[str, ...]
    """The columns that say something; empty in all of them, a cell is unknown."""
    text: str
    """The column of the note."""
    part: Any

    @property
    def columns(self) -> tuple[str, ...]:
        return ("platform", self.about, *self.says, self.text, *EVIDENCE)

    @property
    def keys(self) -> tuple[str, ...]:
        return ("platform", self.about)


KINDS = {
    "rating": Kind("ratings", "trait", ("lowest", "highest"), "why", RatingPart),
    "support": Kind("support", "feature", ("value",), "note", SupportPart),
    "use": Kind("uses", "goal", ("level",), "why", UsePart),
    "fact": Kind("facts", "subject", ("value",), "note", FactPart),
    "audiencecell": Kind("audience", "subject", tuple(READ), "note", PARTS),
}
"""By the name of the model."""

NAMES = {"lowest": "low", "highest": "high"}
"""Columns that the document calls otherwise."""


def name_of(column: str) -> str:
    """Return what the document calls a column."""
    return NAMES.get(column, column)


def column_of(name: str) -> str:
    """Return the column of a field of the document."""
    return next((column for column, other in NAMES.items() if other == name), name)


def read(column: str, value: Any, *, kind: Kind) -> Any:
    """Return the value of a cell that is not empty. Raise ValueError with a sentence."""
    if value == FORMULA:
        raise ValueError("is a formula without a value; paste the values instead")
    if isinstance(value, str) and value.strip() in FAILED:
        raise ValueError(f"is the error {value.strip()} of a spreadsheet")
    if column in READ and kind.field == "audience":
        text = f"{value:g}" if isinstance(value, float) else str(value)
        try:
            return READ[column](text.strip())
        except ValidationError as error:
            raise ValueError(str(error.messages[0])) from error
    if column in READERS and (column, kind.field) != ("value", "facts"):
        return READERS[column](value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def write(value: Any) -> str:
    """Return the text of a cell."""
    if isinstance(value, tuple | list | dict):
        return text_of(value)
    return "" if value is None else str(value)


def _support(value: Any) -> str:
    text = str(value).strip().lower()
    text = YES_AND_NO.get(text, text)
    if text not in set(Value):
        raise ValueError(f"“{value}” is not yes, partly, no or unknown")
    return text


def _level(value: Any) -> int:
    text = re.sub(r"[.,]0+\Z", "", str(value).strip())
    if text not in ("0", "1", "2", "3", "4"):
        raise ValueError(f"“{value}” is not a level from 0 to 4")
    return int(text)


def _day(value: Any) -> datetime.date:
    text = str(value).strip()
    german = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    try:
        if german:
            return datetime.date(int(german[3]), int(german[2]), int(german[1]))
        return datetime.date.fromisoformat(text[:10] if re.fullmatch(r"\S{10}[T ]00:00(:00)?", text) else text)
    except ValueError as error:
        raise ValueError(f"“{text}” is not a day; write it like 2026-11-28") from error


def _sources(value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.split(r"[\s,;]+", str(value).strip())))


READERS: dict[str, Callable[[Any], Any]] = {
    "value": _support,
    "level": _level,
    "lowest": _level,
    "highest": _level,
    "checked_on": _day,
    "sources": _sources,
}
