"""The map of platforms: focus across, visibility upwards, no two in one place.

Visibility comes in bands, one for each of the trait's levels; within a band each platform has a column by its focus and
a number within that column, so that tokens of any size never overlap, whether a column is one token wide or three.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import floor

from platforms.domain.catalogue import Catalogue, Level, Platform

COLUMNS = 5
"""Five tokens of 44 px with their names fit into 320 px."""

ABREAST = 3
"""How many tokens of one column stand beside each other where there is room."""

ACROSS, UPWARDS = "focus", "visibility"


@dataclass(frozen=True, slots=True)
class Place:
    platform: Platform
    column: int
    """1 (personal) to COLUMNS (professional)."""
    number: int
    """0, 1, ... within its band and column: the most public first."""

    @property
    def third(self) -> int:
        """1 to ABREAST: its place within a wide column."""
        return self.number % ABREAST + 1


@dataclass(frozen=True, slots=True)
class Band:
    level: Level
    """Of visibility: the middle of a rating, half a level up where it lies between two."""
    places: tuple[Place, ...]
    """Line by line, from left to right."""


@dataclass(frozen=True, slots=True)
class Map:
    bands: tuple[Band, ...]
    """From the most public down; a level at which nobody stands is left out."""
    elsewhere: tuple[Platform, ...]
    """Platforms without a rating on one of the axes."""


def layout(*, catalogue: Catalogue, columns: int = COLUMNS) -> Map:
    """Where each platform stands. The same catalogue always gives the same map."""
    if not {ACROSS, UPWARDS} <= catalogue.trait_by_slug.keys():
        return Map((), catalogue.platforms)
    rated = [p for p in catalogue.platforms if ACROSS in p.ratings and UPWARDS in p.ratings]
    bands = _columns(Counter(p.ratings[ACROSS].middle for p in rated), columns)
    column_of = {value: number for number, band in enumerate(bands, start=1) for value in band}
    cells: defaultdict[tuple[int, int], list[Platform]] = defaultdict(list)
    for platform in sorted(rated, key=_most_public_first):
        value = floor(platform.ratings[UPWARDS].middle + 0.5)
        cells[value, column_of[platform.ratings[ACROSS].middle]].append(platform)
    found = []
    for level in reversed(catalogue.trait_by_slug[UPWARDS].levels):
        places = [
            Place(platform, column, number)
            for (at, column), here in cells.items()
            if at == level.value
            for number, platform in enumerate(here)
        ]
        if places:
            found.append(Band(level, tuple(sorted(places, key=lambda place: (place.number, place.column)))))
    return Map(tuple(found), tuple(p for p in catalogue.platforms if p not in rated))


def _most_public_first(platform: Platform) -> tuple[float, str, str]:
    return -platform.ratings[UPWARDS].middle, platform.name.casefold(), platform.slug


def _columns(values: Counter[float], columns: int) -> list[list[float]]:
    """The values in order, in at most `columns` columns: neighbours with the fewest platforms are put together."""
    found = [[value] for value in sorted(values)]
    while len(found) > columns:
        sizes = [sum(values[v] for v in one + other) for one, other in pairwise(found)]
        least = sizes.index(min(sizes))
        found[least : least + 2] = [found[least] + found[least + 1]]
    return found
