"""How well the catalogue is known: counts of cells for each platform and in all, and where platforms are alike.

A cell is a platform on a trait, on a feature or on a goal (its use), or a part of its audience. Facts, figures and tips
are not counted.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from statistics import median_low

from platforms.domain.catalogue.conversion import audience_part
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.audience import value_of
from platforms.domain.people import Audience
from platforms.domain.vocabulary import Value

WIDE = 2
"""A rating says little when more levels than this lie between its lowest and its highest."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of cells: each of cells, known, cited includes the next; official, fresh and dated are among the cited."""

    cells: int
    known: int
    cited: int
    official: int
    """Resting on at least one source of the platform's operator."""
    fresh: int
    """Checked in the last 180 days."""
    dated: int
    """With a source that says when it was published."""
    wide: int
    """Known ratings whose range is wider than two levels."""
    median_age: int | None
    """Days since the newest dated source of a cell appeared, the lower median of the dated cells; None without any."""

    @property
    def unknown(self) -> int:
        return self.cells - self.known

    @property
    def undated(self) -> int:
        """Cited cells of which no source says when it was published."""
        return self.cited - self.dated


@dataclass(frozen=True, slots=True)
class Line:
    platform: Platform
    tally: Tally


@dataclass(frozen=True, slots=True)
class Agreement:
    """A feature on which every platform has the same known value, so that it tells no two of them apart."""

    feature: Feature
    value: Value


@dataclass(frozen=True, slots=True)
class Report:
    lines: tuple[Line, ...]
    """One a platform, in the catalogue's order."""
    total: Tally
    doubles: tuple[tuple[Platform, Platform], ...]
    """Pairs with the same ratings, support, uses and audience, unknown ones included; each pair once."""
    agreements: tuple[Agreement, ...]
    """In the features' order; empty when there are fewer than two platforms."""


@dataclass(frozen=True, slots=True)
class _Cell:
    known: bool
    evidence: Evidence
    width: int = 0


def report(*, catalogue: Catalogue, today: datetime.date) -> Report:
    """Count what is known, by platform and in all. A source dated after `today` counts as new today."""
    cells = {platform.slug: list(_cells(catalogue, platform)) for platform in catalogue.platforms}
    return Report(
        lines=tuple(Line(platform, _tally(cells[platform.slug], today)) for platform in catalogue.platforms),
        total=_tally([cell for held in cells.values() for cell in held], today),
        doubles=tuple(_doubles(catalogue)),
        agreements=tuple(_agreements(catalogue)),
    )


def _cells(catalogue: Catalogue, platform: Platform) -> Iterator[_Cell]:
    for trait in catalogue.traits:
        rating = platform.ratings.get(trait.slug)
        yield _Cell(True, rating.evidence, rating.high - rating.low) if rating else _Cell(False, Evidence())
    for feature in catalogue.features:
        support = platform.supports(feature.slug)
        yield _Cell(support.value is not Value.UNKNOWN, support.evidence)
    for goal in catalogue.goals:
        use = platform.uses.get(goal.slug)
        yield _Cell(True, use.evidence) if use else _Cell(False, Evidence())
    audience = dict(platform.audience.cells())
    for subject in Audience:
        part = audience.get(subject)
        yield _Cell(True, part.evidence) if part else _Cell(False, Evidence())


def _tally(cells: Iterable[_Cell], today: datetime.date) -> Tally:
    cells = list(cells)
    known = [cell for cell in cells if cell.known]
    cited = [cell.evidence for cell in known if cell.evidence.cited]
    ages = [max((today - newest).days, 0) for newest in map(_newest, cited) if newest]
    return Tally(
        cells=len(cells),
        known=len(known),
        cited=len(cited),
        official=sum(evidence.official for evidence in cited),
        fresh=sum(evidence.fresh(today=today) for evidence in cited),
        dated=len(ages),
        wide=sum(cell.width > WIDE for cell in known),
        median_age=median_low(ages) if ages else None,
    )


def _newest(evidence: Evidence) -> datetime.date | None:
    return max((source.published_on for source in evidence.sources if source.published_on), default=None)


def _doubles(catalogue: Catalogue) -> Iterator[tuple[Platform, Platform]]:
    alike: dict[tuple, list[Platform]] = defaultdict(list)
    for platform in catalogue.platforms:
        ratings = (platform.ratings.get(trait.slug) for trait in catalogue.traits)
        ranges = tuple((rating.low, rating.high) if rating else None for rating in ratings)
        values = tuple(platform.supports(feature.slug).value for feature in catalogue.features)
        uses = (platform.uses.get(goal.slug) for goal in catalogue.goals)
        levels = tuple(use.level if use else None for use in uses)
        alike[ranges, values, levels, _audience(platform)].append(platform)
    for platforms in alike.values():
        yield from combinations(platforms, 2)


def _audience(platform: Platform) -> str:
    """Return what its audience says, without notes and evidence."""
    return repr([(subject, value_of(part)) for subject, part in audience_part(platform.audience).items()])


def _agreements(catalogue: Catalogue) -> Iterator[Agreement]:
    if len(catalogue.platforms) < 2:
        return
    for feature in catalogue.features:
        values = {platform.supports(feature.slug).value for platform in catalogue.platforms}
        if len(values) == 1 and Value.UNKNOWN not in values:
            yield Agreement(feature, *values)
