"""What is claimed of one platform, each with its evidence."""

import datetime
from dataclasses import dataclass

from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.vocabulary import Subject, Value

WITH_FIELD = ("uses", "audience")
"""Cells whose keys name their field too. A trait's or feature's slug and a fact's subject are keys by themselves."""


def cell_key(field: str, name: str) -> str:
    """Return the key of a cell, as in its permanent address: "photos", "uses.career", "audience.ages"."""
    return f"{field}.{name}" if field in WITH_FIELD else name


def key_parts(key: str) -> tuple[str, str]:
    """Return "uses" or "audience" with the rest of such a key; "" with the key of any other cell."""
    field, dot, name = key.partition(".")
    return (field, name) if dot and field in WITH_FIELD else ("", key)


@dataclass(frozen=True, slots=True)
class Rating:
    """Where a platform stands on a trait: a range, since its user can often set it."""

    trait: str
    low: int
    high: int
    why: str
    evidence: Evidence

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Support:
    feature: str
    value: Value
    note: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Use:
    """How far people use a platform for a goal."""

    goal: str
    level: int
    """0 (not here), 1 (possible), 2 (people do it here), 3 (a main use), 4 (made for it)."""
    why: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Fact:
    subject: Subject
    value: str
    note: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Figure:
    counts: str
    number: int
    as_of: datetime.date
    note: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Tip:
    text: str
    goal: str | None
    evidence: Evidence
