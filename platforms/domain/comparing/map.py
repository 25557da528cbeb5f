"""The map of platforms: focus across, visibility upwards, no two in one place.

Visibility comes in bands, one for each of the trait's levels; within a band each platform has a column by its focus and
a number within that column, so that tokens of any size never overlap, whether a column is one token wide or three.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import floor

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Level
from platforms.domain.catalogue.values import Catalogue

COLUMNS = 5
"""Five tokens of 44 px with their names fit into 320 px."""

ABREAST = 3
"""How many tokens of one column stand beside each other where there is room."""

MOST_TOGETHER = 9
"""How many of one band and column are drawn; of more, those of which most is known."""

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
    more: int = 0
    """How many stand here besides."""


@dataclass(frozen=True, slots=True)
class Map:
    bands: tuple[Band, ...]
    """From the most public down; a level at which nobody stands is left out."""
    elsewhere: tuple[Platform, ...]
    """Platforms without a rating on one of the axes, at most MOST_TOGETHER."""
    more: int = 0
    """How many platforms are not drawn."""

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """All that are drawn, by name."""
        drawn = [place.platform for band in self.bands for place in band.places]
        return tuple(sorted([*drawn, *self.elsewhere], key=lambda platform: (platform.name, platform.slug)))


def layout(*, catalogue: Catalogue) -> Map:
    """Return where each platform stands. The same catalogue always gives the same map."""
    if not {ACROSS, UPWARDS} <= catalogue.trait_by_slug.keys():
        return _without(catalogue, ())
    rated = [p for p in catalogue.platforms if ACROSS in p.ratings and UPWARDS in p.ratings]
    bands = _columns(Counter(p.ratings[ACROSS].middle for p in rated))
    column_of = {value: number for number, band in enumerate(bands, start=1) for value in band}
    cells: defaultdict[tuple[int, int], list[Platform]] = defaultdict(list)
    for platform in sorted(rated, key=_most_public_first):
        value = floor(platform.ratings[UPWARDS].middle + 0.5)
        cells[value, column_of[platform.ratings[ACROSS].middle]].append(platform)
    found = []
    for level in reversed(catalogue.trait_by_slug[UPWARDS].levels):
        here = {column: platforms for (at, column), platforms in cells.items() if at == level.value}
        places = [
            Place(platform, column, number)
            for column, platforms in here.items()
            for number, platform in enumerate(_best_known(platforms))
        ]
        if places:
            more = sum(map(len, here.values())) - len(places)
            found.append(Band(level, tuple(sorted(places, key=lambda place: (place.number, place.column))), more))
    return _without(catalogue, tuple(found))


def _without(catalogue: Catalogue, bands: tuple[Band, ...]) -> Map:
    """The map with what has no place in its bands."""
    unrated = [p for p in catalogue.platforms if not bands or ACROSS not in p.ratings or UPWARDS not in p.ratings]
    drawn = tuple(_best_known(unrated))
    return Map(bands, drawn, len(unrated) - len(drawn) + sum(band.more for band in bands))


def _best_known(platforms: list[Platform]) -> list[Platform]:
    """As many as are drawn together, in their order."""
    if len(platforms) <= MOST_TOGETHER:
        return platforms
    chosen = sorted(platforms, key=lambda platform: (-sum(1 for _ in platform.claims), platform.name, platform.slug))
    drawn = {platform.slug for platform in chosen[:MOST_TOGETHER]}
    return [platform for platform in platforms if platform.slug in drawn]


def _most_public_first(platform: Platform) -> tuple[float, str, str]:
    return -platform.ratings[UPWARDS].middle, platform.name.casefold(), platform.slug


def _columns(values: Counter[float]) -> list[list[float]]:
    """The values in order, in at most COLUMNS columns: neighbours with the fewest platforms are put together."""
    found = [[value] for value in sorted(values)]
    while len(found) > COLUMNS:
        sizes = [sum(values[v] for v in one + other) for one, other in pairwise(found)]
        least = sizes.index(min(sizes))
        found[least : least + 2] = [found[least] + found[least + 1]]
    return found
