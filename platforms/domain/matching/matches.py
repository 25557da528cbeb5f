"""How one platform fares with somebody's answers: its score, its reasons, or why it is ruled out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.reasons import Reason
from platforms.domain.matching.scoring import Span
from platforms.domain.matching.table import Key, Table, Whole, span_of, table_of
from platforms.domain.matching.weighing import weighted

KNOWN_ENOUGH = Fraction(60, 100)
"""A platform of which less is known is never called the best match."""


@dataclass(frozen=True)
class Scores:
    """The weighted sums of every platform for one person's answers, in whole numbers up to `total`.

    Places are those of the platforms in the catalogue.
    """

    catalogue: Catalogue
    answers: Answers
    points: list[int]
    """Everybody's, by place."""
    best_first: Sequence[int]
    """The places of all that are not ruled out."""

    @cached_property
    def parts(self) -> list[tuple[int, Key]]:
        """What was answered, by slug, with its weight."""
        return sorted(weighted(self.answers), key=lambda part: part[1][0])

    @cached_property
    def table(self) -> Table:
        return table_of(self.catalogue)

    @cached_property
    def total(self) -> int:
        return self.table.total(self.parts)

    def known_enough(self, place: int) -> bool:
        *_, known = self.table.whole(self.parts, place)
        return known >= KNOWN_ENOUGH * self.total

    @cached_property
    def top(self) -> int:
        """The points of the best platform of which enough is known; `total` when there is none."""
        return next((self.points[place] for place in self.best_first if self.known_enough(place)), self.total)


@dataclass(frozen=True)
class Match:
    """A platform that is not ruled out. Its numbers are computed when they are asked for."""

    platform: Platform
    place: int
    """Where it stands in the catalogue, from 0."""
    tier: int
    """1 is the first."""
    scores: Scores = field(repr=False, compare=False)

    @property
    def catalogue(self) -> Catalogue:
        return self.scores.catalogue

    @cached_property
    def whole(self) -> Whole:
        """Its score in whole numbers: low, point, high, known."""
        return self.scores.table.whole(self.scores.parts, self.place)

    @property
    def score(self) -> Span:
        return span_of(self.whole, self.scores.total)

    @property
    def hundredths(self) -> tuple[int, ...]:
        """Low, point and high of the score as a page shows them, 0 to 100."""
        return tuple(round(Fraction(100 * part, self.scores.total)) for part in self.whole[:3])

    @property
    def is_open(self) -> bool:
        """Does the score depend on something unknown?"""
        low, _, high, _ = self.whole
        return low != high

    @property
    def known_enough(self) -> bool:
        return self.scores.known_enough(self.place)

    @property
    def could_lead(self) -> bool:
        """Too little is known to call it the best match, but its high end beats the leader."""
        return not self.known_enough and self.whole[2] > self.scores.top

    @property
    def unconfirmed(self) -> tuple[Feature, ...]:
        """Must-haves of which it is unknown whether they are met."""
        unknown = [slug for slug in self.scores.answers.musts if self.place in self.scores.table.unsure[slug]]
        return tuple(self.catalogue.feature_by_slug[slug] for slug in unknown)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What each answer says about it, what adds most to the score first; equals in the order of their slugs."""
        parts, rows = self.scores.parts, self.scores.table.rows
        total = sum(weight for weight, _ in parts)
        weightiest = sorted(parts, key=lambda part: -part[0] * rows[part[1]].point[self.place])
        return tuple(Reason(self.catalogue, self.platform, key, weight, total) for weight, key in weightiest)


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A platform that is known not to have a must-have."""

    platform: Platform
    broken: tuple[Feature, ...]
