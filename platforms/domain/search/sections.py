"""The parts of an answer, in the order in which they are shown. Nobody is left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.comparing.conditions import Condition
from platforms.domain.search.searching import Found


class Part(StrEnum):
    NAMED = "named"
    YES = "yes"
    PARTLY = "partly"
    EVERYONE = "everyone"
    """Not made for a field, but open to it."""
    FROM_AGE = "from-age"
    """Those that are too old for who asks, by their minimum age."""
    UNKNOWN = "unknown"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Section:
    part: Part
    platforms: tuple[Platform, ...]
    age: int = 0
    """The minimum age of FROM_AGE."""
    is_folded: bool = False

    @property
    def key(self) -> str:
        """Return its anchor."""
        return f"{self.part}-{self.age}" if self.age else str(self.part)


def sections(found: Found) -> list[Section]:
    """Return the named platforms, then the groups, without empty ones."""
    groups, only = found.others, found.filters.conditions[0] if len(found.filters.conditions) == 1 else None
    key = only.key if only else ""
    parts = [
        Section(Part.NAMED, found.named),
        Section(Part.YES, groups.yes),
        Section(Part.EVERYONE if key == "field" else Part.PARTLY, groups.partly),
    ]
    refusing = list(_by_age(groups.no, only)) if only and key == "age" else [Section(Part.NO, groups.no, 0, True)]
    if refusing and not groups.yes and key == "age":
        parts.append(Section(Part.FROM_AGE, refusing[0].platforms, refusing[0].age))
        refusing = refusing[1:]
    parts += [Section(Part.UNKNOWN, groups.unknown), *refusing]
    return [section for section in parts if section.platforms]


def _by_age(platforms: tuple[Platform, ...], condition: Condition) -> Iterator[Section]:
    """Yield the platforms by their minimum age, the lowest first."""

    def minimum(platform: Platform) -> int:
        ages = platform.audience.ages
        return ages.minimum_in(condition.country) if ages else 0

    for age, those in groupby(sorted(platforms, key=minimum), key=minimum):
        yield Section(Part.FROM_AGE, tuple(those), age, True)
