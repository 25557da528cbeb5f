"""Rows of a comparison, in sections, and how their cells compare."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from platforms.domain.comparing.columns import Cell, Point
from platforms.domain.comparing.selection import Show


class Verdict(StrEnum):
    DIFFERS = "differs"
    SAME = "same"
    UNDECIDED = "undecided"
    """Nothing known differs, but something is unknown."""


class Row(NamedTuple):
    point: Point
    cells: tuple[Cell, ...]
    verdict: Verdict

    @property
    def key(self) -> str:
        return self.point.key

    @property
    def differs(self) -> bool:
        return self.verdict is Verdict.DIFFERS

    def is_shown(self, show: Show) -> bool:
        return show is Show.ALL or self.verdict is SHOWN[show]


def verdict_of(cells: Collection[Cell]) -> Verdict:
    """Return how the cells of a row compare: two that are known and differ decide; else an unknown leaves it open."""
    known = {cell.compared for cell in cells if cell.known}
    if len(known) > 1:
        return Verdict.DIFFERS
    return Verdict.SAME if all(cell.known for cell in cells) else Verdict.UNDECIDED


SHOWN = {Show.DIFFERENCES: Verdict.DIFFERS, Show.SAME: Verdict.SAME}


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading: "goals", "core", "traits", a feature group's slug, or "facts"."""

    key: str
    name: str
    """A feature group's name; empty for the others, which the page names."""
    rows: tuple[Row, ...]
