"""How one platform fares with somebody's answers: its score, reasons and reservations, or why it is ruled out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.admission import Obstacle, is_for_another_field, is_partly_too_young
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.reasons import Reason
from platforms.domain.matching.scoring import Span
from platforms.domain.matching.table import Key, Table, Whole, span_of, table_of, weighted
from platforms.domain.vocabulary import Value

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
    """The places of all that are ranked in one section."""

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
        _, _, _, known = self.table.whole(self.parts, place)
        return known * KNOWN_ENOUGH.denominator >= KNOWN_ENOUGH.numerator * self.total

    @cached_property
    def top(self) -> int:
        """The points of the best platform of which enough is known; `total` when there is none."""
        return next((self.points[place] for place in self.best_first if self.known_enough(place)), self.total)


class Doubt(StrEnum):
    """Why a platform is ranked with a reservation."""

    LIMITS = "limits"
    """It has a must-have partly."""
    UNCONFIRMED = "unconfirmed"
    """It is unknown whether it has a must-have."""
    LACKED = "lacked"
    """It lacks a must-have, and somebody brought it back."""
    USE_UNKNOWN = "use-unknown"
    """It is unknown whether people use it for a goal."""
    OTHER_FIELD = "other-field"
    """It is made for another field."""


@dataclass(frozen=True, slots=True)
class Reservation:
    doubt: Doubt
    feature: Feature | None = None
    """The must-have in question."""
    goal: Goal | None = None
    """The goal in question."""
    note: str = ""
    """What the platform's cell says of the must-have."""

    @property
    def key(self) -> str:
        """The slug of what is in question."""
        return self.feature.slug if self.feature else self.goal.slug if self.goal else "fields"


DOUBTS = {Value.PARTLY: Doubt.LIMITS, Value.UNKNOWN: Doubt.UNCONFIRMED, Value.NO: Doubt.LACKED}


@dataclass(frozen=True)
class Match:
    """A platform that is ranked. Its numbers are computed when they are asked for."""

    platform: Platform
    place: int
    """Where it stands in the catalogue, from 0."""
    tier: int
    """1 is the first of its section."""
    rank: int
    """1 is the first of its section; equals share it."""
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

    @cached_property
    def reservations(self) -> tuple[Reservation, ...]:
        """What keeps it from meeting everything; empty when nothing does."""
        answers, found = self.scores.answers, []
        for slug in answers.musts:
            cell = self.platform.supports(slug)
            if doubt := DOUBTS.get(cell.value):
                found.append(Reservation(doubt, feature=self.catalogue.feature_by_slug[slug], note=cell.note))
        for slug in answers.goals:
            if slug not in self.platform.uses:
                found.append(Reservation(Doubt.USE_UNKNOWN, goal=self.catalogue.goal_by_slug[slug]))
        if is_for_another_field(self.platform.audience, field=answers.field):
            found.append(Reservation(Doubt.OTHER_FIELD))
        return tuple(found)

    @property
    def is_partly_too_young(self) -> bool:
        """Tell whether a part of the age band that was answered is below the minimum."""
        answers = self.scores.answers
        return is_partly_too_young(self.platform.audience, country=answers.country, age=answers.age)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What each answer says about it, what adds most to the score first; equals in the order of their slugs."""
        parts, rows = self.scores.parts, self.scores.table.rows
        total = sum(weight for weight, _ in parts)
        weightiest = sorted(parts, key=lambda part: -part[0] * rows[part[1]].point[self.place])
        return tuple(Reason(self.catalogue, self.platform, key, weight, total) for weight, key in weightiest)


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A platform that may not be joined, or that lacks a must-have."""

    platform: Platform
    broken: tuple[Feature, ...]
    """The must-haves that it lacks; with strict answers also those that it has only partly."""
    not_for: tuple[Obstacle, ...] = ()

    @property
    def reasons(self) -> tuple[Reservation, ...]:
        """What it lacks, each with what its cell says of it."""
        held = [(feature, self.platform.supports(feature.slug)) for feature in self.broken]
        return tuple(Reservation(DOUBTS[cell.value], feature=feature, note=cell.note) for feature, cell in held)

    @property
    def can_return(self) -> bool:
        """Tell whether somebody may bring it back: not where its operator won't have them."""
        return not {Obstacle.COUNTRY, Obstacle.AGE}.intersection(self.not_for)
