"""Two to four platforms side by side: rows of cells, what differs, what it comes down to, how well it is known."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.choices import Choice, choices
from platforms.domain.comparing.columns import Column, column_of
from platforms.domain.comparing.importance import weights_of
from platforms.domain.comparing.in_short import Clause, in_short
from platforms.domain.comparing.points import points_of
from platforms.domain.comparing.rows import Part, Row, Section, Verdict, is_shown, verdict_of
from platforms.domain.comparing.selection import Show
from platforms.domain.vocabulary import Subject


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many cells there are, are known, rest on a source, and were checked lately. Each includes the next."""

    cells: int
    known: int
    cited: int
    fresh: int


@dataclass(frozen=True)
class Comparison:
    """Some platforms side by side. Rows and cells are put together only for who asks for them."""

    catalogue: Catalogue
    platforms: tuple[Platform, ...]
    columns: tuple[Column, ...]
    verdicts: tuple[Verdict, ...]
    """Of each of the catalogue's points, those without a row here too."""
    places: tuple[int, ...]
    """The points that have a row, in the usual order."""
    parts: tuple[Part, ...]
    """All sections, shown or not. A row that a goal brought to the top is not repeated."""
    in_short: tuple[Clause, ...]
    choices: tuple[Choice, ...]
    coverage: Coverage

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every row once, in the usual order."""
        return tuple(map(self._row, self.places))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(Section(part.key, part.name, tuple(map(self._row, part.places))) for part in self.parts)

    def shown(self, part: Part, show: Show) -> list[int]:
        """Return the places of a section's rows that are shown."""
        return [place for place in part.places if is_shown(self.verdicts[place], show)]

    def _row(self, place: int) -> Row:
        cells = tuple(column.cells[place] for column in self.columns)
        return Row(points_of(self.catalogue)[place], cells, self.verdicts[place])

    def count(self, verdict: Verdict) -> int:
        return [self.verdicts[place] for place in self.places].count(verdict)


def compare(
    *, catalogue: Catalogue, platforms: Sequence[Platform], goals: Sequence[Goal] = (), today: datetime.date
) -> Comparison:
    """Compare two to four different platforms in the reader's order; rows that `goals` need come first."""
    columns = tuple([column_of(catalogue, platform) for platform in platforms])
    return Comparison(
        in_short=tuple(in_short(catalogue, columns)),
        choices=tuple(choices(catalogue, columns)),
        **_table(catalogue, columns, goals, today=today),
    )


def profile(*, catalogue: Catalogue, platform: Platform, today: datetime.date) -> Comparison:
    """Return one platform in the same rows, with nothing beside it."""
    return Comparison(in_short=(), choices=(), **_table(catalogue, (column_of(catalogue, platform),), (), today=today))


def _table(catalogue: Catalogue, columns: tuple[Column, ...], goals: Sequence[Goal], *, today: datetime.date) -> dict:
    """What all comparisons have, by its names in `Comparison`."""
    closed = any(column.platform.facts.get(Subject.CLOSED) for column in columns)
    places, parts = _outline(catalogue, closed)
    return {
        "catalogue": catalogue,
        "platforms": tuple([column.platform for column in columns]),
        "columns": columns,
        "verdicts": tuple(map(verdict_of, zip(*(column.cells for column in columns), strict=True))),
        "places": places,
        "parts": _with_goals_first(catalogue, parts, goals) if goals else parts,
        "coverage": _coverage(columns, len(places), today=today),
    }


def _outline(catalogue: Catalogue, closed: bool) -> tuple[tuple[int, ...], tuple[Part, ...]]:
    """The places of all rows, and the sections they stand in; without the day of closing, where nobody has closed."""
    return catalogue.memoize(("outline", closed), lambda: _outlined(catalogue, closed))


def _outlined(catalogue: Catalogue, closed: bool) -> tuple[tuple[int, ...], tuple[Part, ...]]:
    points = points_of(catalogue)
    places = tuple(place for place, point in enumerate(points) if closed or point.subject is not Subject.CLOSED)
    headings = {"core": "", "traits": "", **{group.slug: group.name for group in catalogue.groups}, "facts": ""}
    found: dict[str, list[int]] = {key: [] for key in headings}
    for place in places:
        found[points[place].section].append(place)
    return places, tuple(Part(key, headings[key], tuple(rows)) for key, rows in found.items() if rows)


def _with_goals_first(catalogue: Catalogue, parts: Sequence[Part], goals: Sequence[Goal]) -> tuple[Part, ...]:
    """With a section of what the goals ask for before the others, what matters most to them first."""
    weights, points = weights_of(goals), points_of(catalogue)
    wanted = [place for part in parts for place in part.places if points[place].key in weights]
    first = tuple(sorted(wanted, key=lambda place: -weights[points[place].key]))
    rest = (Part(part.key, part.name, tuple(p for p in part.places if p not in first)) for part in parts)
    return tuple(part for part in (Part("goals", "", first), *rest) if part.places)


def _coverage(columns: Sequence[Column], rows: int, *, today: datetime.date) -> Coverage:
    return Coverage(
        rows * len(columns),
        sum(column.known for column in columns),
        sum(column.cited for column in columns),
        sum(column.fresh(today=today) for column in columns),
    )
