"""The map of platforms: focus across, visibility upwards, no two in one place.

A place is a column and a row of a grid, so that tokens of any size never overlap. Order is kept along both axes: what
is more professional never stands further left, what is more public never stands lower.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from platforms.domain.catalogue import Catalogue, Platform

COLUMNS = 5
"""Five tokens of 44 px with their names fit into 320 px."""

ACROSS, UPWARDS = "focus", "visibility"


@dataclass(frozen=True, slots=True)
class Place:
    platform: Platform
    column: int
    """1 (personal) to COLUMNS (professional)."""


@dataclass(frozen=True, slots=True)
class Map:
    rows: tuple[tuple[Place, ...], ...]
    """From the most public down; in each the places from left to right."""
    elsewhere: tuple[Platform, ...]
    """Platforms without a rating on one of the axes."""


def layout(*, catalogue: Catalogue, columns: int = COLUMNS) -> Map:
    """Where each platform stands. The same catalogue always gives the same map."""
    rated = [p for p in catalogue.platforms if ACROSS in p.ratings and UPWARDS in p.ratings]
    across = {p.slug: p.ratings[ACROSS].middle for p in rated}
    upwards = {p.slug: p.ratings[UPWARDS].middle for p in rated}
    bands = _bands(Counter(across.values()), columns)
    band_of = {value: number for number, band in enumerate(bands) for value in band}
    heights = sorted(set(upwards.values()), reverse=True)
    crowd = Counter((band_of[across[p.slug]], upwards[p.slug]) for p in rated)
    widths = _widths(len(bands), heights, crowd, columns if len(bands) < columns else len(bands))
    starts = [1 + sum(widths[:number]) for number in range(len(bands))]
    rows: list[tuple[Place, ...]] = []
    for height in heights:
        lines: dict[int, list[Place]] = {}
        for number, band in enumerate(bands):
            here = sorted((p for p in rated if upwards[p.slug] == height and across[p.slug] in band), key=_name)
            for n, platform in enumerate(here):
                line, column = divmod(n, widths[number])
                lines.setdefault(line, []).append(Place(platform, starts[number] + column))
        rows += [tuple(sorted(lines[line], key=lambda place: place.column)) for line in sorted(lines)]
    return Map(tuple(rows), tuple(p for p in catalogue.platforms if p not in rated))


def _name(platform: Platform) -> tuple[str, str]:
    return platform.name.casefold(), platform.slug


def _bands(values: Counter[float], columns: int) -> list[list[float]]:
    """The values in order, in at most `columns` bands: neighbours with the fewest platforms are put together."""
    bands = [[value] for value in sorted(values)]
    while len(bands) > columns:
        sizes = [sum(values[v] for v in one + other) for one, other in pairwise(bands)]
        least = sizes.index(min(sizes))
        bands[least : least + 2] = [bands[least] + bands[least + 1]]
    return bands


def _widths(count: int, heights: list[float], crowd: Counter, columns: int) -> list[int]:
    """Columns of each band: one each, the others where they save the most rows."""
    widths = [1] * count

    def rows(trial: list[int]) -> int:
        return sum(max((ceil(crowd[b, height] / trial[b]) for b in range(count)), default=0) for height in heights)

    for _ in range(columns - count if count else 0):
        trials = [[*widths[:b], widths[b] + 1, *widths[b + 1 :]] for b in range(count)]
        crowded = [sum(crowd[b, height] for height in heights) / widths[b] for b in range(count)]
        widths = min(zip(trials, crowded, strict=True), key=lambda pair: (rows(pair[0]), -pair[1]))[0]
    return widths
