"""The map of platforms: a small grid that keeps their order, focus across and visibility upwards.

Across, no platform ever stands right of a more professional one. Upwards, each value of visibility has a home row; the
home rows are moved until the fewest pairs are turned round, then until the way to the home rows is shortest. It is
placed by order, not to scale; equals are settled by their slugs, so that the same catalogue always gives the same map.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from platforms.domain.assigning import between, even_scale, improved, in_order
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.key_facts import people

COLUMNS, WIDE_COLUMNS, ROWS = 6, 8, 9
MOST = COLUMNS * ROWS
"""How many platforms are drawn: those with the most people."""

SMALLEST_GAP = 2
"""Columns and rows of a gap that is worth a remark."""

ACROSS, UPWARDS = "focus", "visibility"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of whole cells, from 1."""

    column: int
    row: int
    """From the top."""
    width: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    platform: Platform
    cell: Area
    halo: Area
    """Where it can be by its ranges; always with its own cell."""
    wide_cell: Area
    wide_halo: Area


@dataclass(frozen=True, slots=True)
class Map:
    places: tuple[Place, ...]
    """By name."""
    gap: Area | None
    """The roundest empty rectangle on a phone, if it is worth a remark."""
    wide_gap: Area | None


def layout(*, catalogue: Catalogue) -> Map:
    """Return where each platform stands; one without a rating on an axis, or of too many, is not drawn."""
    rated = [p for p in catalogue.platforms if ACROSS in p.ratings and UPWARDS in p.ratings]
    drawn = sorted(rated, key=lambda p: (-_count(p), p.slug))[:MOST]
    if not drawn:
        return Map((), None, None)
    narrow, wide = Grid(drawn, COLUMNS), Grid(drawn, WIDE_COLUMNS)
    places = [
        Place(p, narrow.cell(p), narrow.halo(p), wide.cell(p), wide.halo(p))
        for p in sorted(drawn, key=lambda p: (p.name.casefold(), p.slug))
    ]
    return Map(tuple(places), narrow.gap(), wide.gap())


def _count(platform: Platform) -> int:
    figure = people(platform)
    return figure.number if figure else 0


class Grid:
    """The cells of platforms in a number of columns, and ROWS rows."""

    def __init__(self, platforms: Sequence[Platform], columns: int):
        self.columns = columns
        self.across = even_scale([_focus(p) for p in platforms])
        self.column = self._columns(platforms)
        stacks: list[list[Platform]] = [[] for _ in range(columns)]
        for platform in sorted(platforms, key=lambda p: (-_visibility(p), p.slug)):
            stacks[self.column[platform.slug]].append(platform)
        self.home = _home_rows(platforms, stacks)
        self.row = {
            platform.slug: row
            for stack in stacks
            for platform, row in zip(stack, _rows(tuple(map(_visibility, stack)), self.home)[1], strict=True)
        }

    def cell(self, platform: Platform) -> Area:
        return Area(self.column[platform.slug] + 1, self.row[platform.slug] + 1)

    def halo(self, platform: Platform) -> Area:
        """Return the platform's two ranges in whole cells."""
        column, row = self.column[platform.slug], self.row[platform.slug]
        focus, visibility = platform.ratings[ACROSS], platform.ratings[UPWARDS]
        left, right = (round(between(self.across, end) * (self.columns - 1)) for end in (focus.low, focus.high))
        top, bottom = (round(between(self.home, end)) for end in (visibility.high, visibility.low))
        left, right, top, bottom = min(left, column), max(right, column), min(top, row), max(bottom, row)
        return Area(left + 1, top + 1, right - left + 1, bottom - top + 1)

    def gap(self) -> Area | None:
        """Return the roundest empty rectangle, the lowest and rightmost of equals; None for a small one."""
        taken = {(self.column[slug], self.row[slug]) for slug in self.column}
        best = (0, 0, 0, 0, 0, 0)
        for column in range(self.columns):
            for row in range(ROWS):
                widest = self.columns - column
                for height in range(1, ROWS - row + 1):
                    free = 0
                    while free < widest and (column + free, row + height - 1) not in taken:
                        free += 1
                    widest = min(widest, free)
                    if not widest:
                        break
                    best = max(best, (min(widest, height), widest * height, row, column, widest, height))
        _, _, row, column, width, height = best
        return Area(column + 1, row + 1, width, height) if min(width, height) >= SMALLEST_GAP else None

    def _columns(self, platforms: Sequence[Platform]) -> dict[str, int]:
        """Return the column of each: never right of a more professional one; equals are dealt like cards."""
        ordered = sorted(platforms, key=lambda p: (_focus(p), -_visibility(p), p.slug))
        capacity = ROWS - 1 if len(ordered) <= self.columns * (ROWS - 1) else ROWS
        targets = [self.across[_focus(p)] * (self.columns - 1) for p in ordered]
        _, path = in_order(targets, self.columns, capacity)
        found: dict[str, int] = {}
        for value in self.across:
            group = [(p, column) for p, column in zip(ordered, path, strict=True) if _focus(p) == value]
            room = {column: sum(other == column for _, other in group) for _, column in group}
            dealt = dict.fromkeys(room, 0)
            for platform, _ in group:
                free = [column for column in room if dealt[column] < room[column]]
                column = min(free, key=lambda column: (dealt[column] / room[column], column))
                dealt[column] += 1
                found[platform.slug] = column
        return found


def _home_rows(platforms: Sequence[Platform], stacks: Sequence[Sequence[Platform]]) -> Mapping[float, float]:
    """Return the home row of each value of visibility: that of the even scale, moved until few pairs are turned."""
    scale = even_scale([_visibility(p) for p in platforms])
    values = sorted(scale, reverse=True)
    columns = [tuple(map(_visibility, stack)) for stack in stacks]
    known: dict[tuple, tuple] = {}

    def rows_of(column: tuple[float, ...], home: Mapping[float, float]) -> tuple:
        key = column, tuple(home[value] for value in column)
        if key not in known:
            known[key] = _rows(column, home)
        return known[key]

    def cost(homes: tuple[int, ...]) -> tuple:
        home = dict(zip(values, homes, strict=True))
        found = [rows_of(column, home) for column in columns]
        placed = [
            pair for column, (_, rows) in zip(columns, found, strict=True) for pair in zip(column, rows, strict=True)
        ]
        turned = sum(one > other and row > other_row for one, row in placed for other, other_row in placed)
        return turned, round(sum(spent for spent, _ in found), 6), homes

    def neighbours(homes: tuple[int, ...]) -> list[tuple[int, ...]]:
        moved = [(*homes[:n], homes[n] + step, *homes[n + 1 :]) for n in range(len(homes)) for step in (-1, 1)]
        return [m for m in moved if m[0] >= 0 and m[-1] < ROWS and all(a <= b for a, b in pairwise(m))]

    start = tuple(round((1 - scale[value]) * (ROWS - 1)) for value in values)
    return dict(zip(values, map(float, improved(start, neighbours, cost)), strict=True))


def _rows(column: tuple[float, ...], home: Mapping[float, float]) -> tuple[float, tuple[int, ...]]:
    return in_order([home[value] for value in column], ROWS, 1)


def _focus(platform: Platform) -> float:
    return platform.ratings[ACROSS].middle


def _visibility(platform: Platform) -> float:
    return platform.ratings[UPWARDS].middle
