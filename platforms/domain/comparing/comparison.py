"""Two to four platforms side by side: rows of cells, what differs, what it comes down to, how well it is known."""

import datetime
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Goal, weights_of
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.decisive import decisive
from platforms.domain.comparing.in_short import Choice, Clause, choices, in_short
from platforms.domain.comparing.rows import Cell, Row, Section, Verdict, cell_of, points_of, verdict_of
from platforms.domain.comparing.selection import Show
from platforms.domain.vocabulary import Subject


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many cells there are, are known, rest on a source, and were checked lately. Each includes the next."""

    cells: int
    known: int
    cited: int
    fresh: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Some platforms side by side."""

    catalogue: Catalogue
    platforms: tuple[Platform, ...]
    rows: tuple[Row, ...]
    """Every row once, in the usual order."""
    sections: tuple[Section, ...]
    """The same rows; one that a goal brought to the top is not repeated."""
    at_a_glance: tuple[Row, ...]
    """The rows that decide: core traits first."""
    in_short: tuple[Clause, ...]
    choices: tuple[Choice, ...]
    coverage: Coverage

    def shown(self, show: Show) -> tuple[Section, ...]:
        """Return the sections with those rows that are shown; leave out a section without any."""
        if show is Show.GLANCE:
            return (Section("glance", "", self.at_a_glance),)
        shown = [replace(each, rows=tuple([row for row in each.rows if row.is_shown(show)])) for each in self.sections]
        return tuple(section for section in shown if section.rows)

    def count_shown(self, show: Show) -> int:
        return len(self.at_a_glance) if show is Show.GLANCE else sum(row.is_shown(show) for row in self.rows)

    def count(self, verdict: Verdict) -> int:
        return sum(row.verdict is verdict for row in self.rows)

    @property
    def rated_rows(self) -> tuple[Row, ...]:
        """The rows of the traits on which at least one platform is rated."""
        return tuple(row for row in self.rows if any(cell.rating for cell in row.cells))


def compare(
    *,
    catalogue: Catalogue,
    platforms: Sequence[Platform],
    goals: Sequence[Goal] = (),
    wanted: Collection[str] = (),
    today: datetime.date,
    with_audience: bool = True,
) -> Comparison:
    """Compare two to four different platforms in the reader's order.

    Rows that `goals` need come first, and at a glance those with the `wanted` keys.

    Who can join stands in place of the fact of the minimum age, or that fact alone without `with_audience`.
    """
    rows = _without_audience(catalogue, platforms)
    if with_audience:
        rows = [row for row in _rows(catalogue, platforms) if row.point.subject is not Subject.MINIMUM_AGE]
    return replace(
        _side_by_side(catalogue, platforms, rows, goals, today=today),
        at_a_glance=decisive(rows, catalogue.goals, chosen=goals, wanted=wanted),
        in_short=tuple(in_short(catalogue, platforms)),
        choices=tuple(choices(catalogue, platforms)),
    )


def profile(*, catalogue: Catalogue, platform: Platform, today: datetime.date) -> Comparison:
    """Return one platform in the same rows, with nothing beside it."""
    return _side_by_side(catalogue, [platform], tuple(_rows(catalogue, [platform])), (), today=today)


def _without_audience(catalogue: Catalogue, platforms: Sequence[Platform]) -> list[Row]:
    return [row for row in _rows(catalogue, platforms) if not row.point.audience]


def _side_by_side(
    catalogue: Catalogue,
    platforms: Sequence[Platform],
    rows: Collection[Row],
    goals: Sequence[Goal],
    *,
    today: datetime.date,
) -> Comparison:
    return Comparison(
        catalogue=catalogue,
        platforms=tuple(platforms),
        rows=tuple(rows),
        at_a_glance=(),
        sections=_with_goals_first(_sections(catalogue, rows), goals),
        in_short=(),
        choices=(),
        coverage=_coverage([cell for row in rows for cell in row.cells], today),
    )


def _rows(catalogue: Catalogue, platforms: Sequence[Platform]) -> Iterator[Row]:
    """Yield a row for each point; the day of closing only where a platform has closed."""
    closed = any(Subject.CLOSED in platform.facts for platform in platforms)
    for point in points_of(catalogue):
        if closed or point.subject is not Subject.CLOSED:
            cells = tuple(cell_of(platform, point) for platform in platforms)
            yield Row(point, cells, verdict_of(cells))


def _coverage(cells: Collection[Cell], today: datetime.date) -> Coverage:
    known = [cell.evidence for cell in cells if cell.known]
    cited = [evidence for evidence in known if evidence.cited]
    return Coverage(len(cells), len(known), len(cited), sum(evidence.fresh(today=today) for evidence in cited))


def _sections(catalogue: Catalogue, rows: Iterable[Row]) -> tuple[Section, ...]:
    names = {
        "core": "",
        "traits": "",
        **{group.slug: group.name for group in catalogue.groups},
        "audience": "",
        "facts": "",
    }
    rows_of: dict[str, list[Row]] = {key: [] for key in names}
    for row in rows:
        rows_of[row.point.section].append(row)
    return tuple(Section(key, names[key], tuple(rows)) for key, rows in rows_of.items() if rows)


def _with_goals_first(sections: tuple[Section, ...], goals: Sequence[Goal]) -> tuple[Section, ...]:
    """Move the rows that the goals need to a first section, the most important first."""
    weights = weights_of(goals)
    wanted = [row for section in sections for row in section.rows if row.key in weights]
    if not wanted:
        return sections
    first = Section("goals", "", tuple(sorted(wanted, key=lambda row: -weights[row.key])))
    rest = [replace(each, rows=tuple([row for row in each.rows if row.key not in weights])) for each in sections]
    return (first, *(section for section in rest if section.rows))
