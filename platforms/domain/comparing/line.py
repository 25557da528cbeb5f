"""Where platforms stand on the line of a trait: one token each, one capsule for those at the same place.

A token is 26 px wide, a capsule 18 px more for each further platform; half a level is 32 px on the narrowest phone.
Where neighbours would touch there, both step aside equally, 4 px a step, until 2 px stay free.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.platforms import Platform

TOKEN, FURTHER, HALF_LEVEL, STEP, FREE = 26, 18, 32, 4, 2
"""Pixels."""

MOST_WITH_RANGES = 2
"""With more platforms the ranges would hide each other."""

MOST_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A token, or a capsule of several platforms, on a line."""

    at: int
    """Half levels from the low end, 0 to 8."""
    steps: int
    """How many steps it goes aside; negative to the low end."""
    platforms: tuple[Platform, ...]


@dataclass(frozen=True, slots=True)
class Line:
    marks: tuple[Mark, ...]
    """From the low end to the high one."""
    ranges: tuple[tuple[Platform, Rating], ...]
    """Those that are drawn: of one or two platforms, each wider than a point."""


def line_of(rated: Sequence[tuple[Platform, Rating | None]]) -> Line:
    """Return what stands on a trait's line; a platform without a rating is not on it."""
    known = [(platform, rating) for platform, rating in rated if rating]
    at: dict[int, list[Platform]] = defaultdict(list)
    for platform, rating in known:
        at[rating.low + rating.high].append(platform)
    places = sorted(at)
    steps = _apart([(place, len(at[place])) for place in places])
    marks = [Mark(place, step, tuple(at[place])) for place, step in zip(places, steps, strict=True)]
    wide = [(platform, rating) for platform, rating in known if rating.low < rating.high]
    return Line(tuple(marks), tuple(wide) if len(rated) <= MOST_WITH_RANGES else ())


def _apart(places: list[tuple[int, int]]) -> list[int]:
    """Return the steps aside of marks at these places, each with the number of its platforms."""
    widths = [TOKEN + FURTHER * (count - 1) for _, count in places]
    steps = [0] * len(places)
    for _ in range(MOST_ROUNDS):
        touching = False
        for left, right in zip(range(len(places)), range(1, len(places)), strict=False):
            gap = (places[right][0] - places[left][0]) * HALF_LEVEL + (steps[right] - steps[left]) * STEP
            if gap < (widths[left] + widths[right]) / 2 + FREE:
                steps[left] -= 1
                steps[right] += 1
                touching = True
        if not touching:
            break
    return steps
