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
from platforms.domain.matching.scoring import Span, at_least, hundredths, sum_of_products
from platforms.domain.matching.table import Key, Whole, span_of, table_of
from platforms.domain.matching.weighing import weighted

KNOWN_ENOUGH = Fraction(60, 100)
"""A platform of which less is known is never called the best match."""


class Scores:
    """The weighted sums of every platform for one person's answers, in whole numbers up to `total`.

    Places are those of the platforms in the catalogue. `best_first` has all that are not ruled out.
    """

    def __init__(self, catalogue: Catalogue, answers: Answers, points: list[int], best_first: Sequence[int]):
        table = table_of(catalogue)
        parts = sorted(weighted(answers), key=lambda part: part[1][0])
        self.catalogue = catalogue
        self.answers = answers
        self.points = points
        self.best_first = best_first
        self.weights = [weight for weight, _ in parts]
        self.keys = [key for _, key in parts]
        self.rows = [table.rows[key] for key in self.keys]
        self.total = table.total(parts)
        self.unsure = table.unsure

    def low(self, place: int) -> int:
        return sum_of_products(self.weights, [row.low[place] for row in self.rows])

    def high(self, place: int) -> int:
        return sum_of_products(self.weights, [row.high[place] for row in self.rows])

    def known(self, place: int) -> int:
        """Return how much of what is asked for is known of a platform."""
        return sum_of_products(self.weights, [row.known[place] for row in self.rows])

    def known_enough(self, place: int) -> bool:
        return self.known(place) >= at_least(KNOWN_ENOUGH, self.total)

    @cached_property
    def top(self) -> int:
        """The points of the best platform of which enough is known; `total` when there is none."""
        return next((self.points[place] for place in self.best_first if self.known_enough(place)), self.total)


@dataclass(frozen=True, slots=True)
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

    @property
    def total(self) -> int:
        """What stands for 1 in `whole`."""
        return self.scores.total

    @property
    def whole(self) -> Whole:
        """Its score in whole numbers: low, point, high, known."""
        scores, place = self.scores, self.place
        return scores.low(place), scores.points[place], scores.high(place), scores.known(place)

    @property
    def score(self) -> Span:
        return span_of(self.whole, self.total)

    @property
    def hundredths(self) -> tuple[int, int, int]:
        """Low, point and high of the score as a page shows them, 0 to 100."""
        low, point, high, _ = self.whole
        return hundredths(low, self.total), hundredths(point, self.total), hundredths(high, self.total)

    @property
    def is_open(self) -> bool:
        """Does the score depend on something unknown?"""
        return self.scores.low(self.place) != self.scores.high(self.place)

    @property
    def known_enough(self) -> bool:
        return self.scores.known_enough(self.place)

    @property
    def could_lead(self) -> bool:
        """Too little is known to call it the best match, but its high end beats the leader."""
        return not self.known_enough and self.scores.high(self.place) > self.scores.top

    @property
    def unconfirmed(self) -> tuple[Feature, ...]:
        """Must-haves of which it is unknown whether they are met."""
        unknown = [slug for slug in self.scores.answers.musts if self.place in self.scores.unsure[slug]]
        return tuple(self.catalogue.feature_by_slug[slug] for slug in unknown)

    @property
    def weightiest(self) -> list[Key]:
        """What was answered, what adds most to the score first; what adds the same in the order of the slugs."""
        weights, rows = self.scores.weights, self.scores.rows
        added = [weight * row.point[self.place] for weight, row in zip(weights, rows, strict=True)]
        return [self.scores.keys[n] for n in sorted(range(len(added)), key=added.__getitem__, reverse=True)]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What each answer says about it, what adds most to the score first."""
        weights = dict(zip(self.scores.keys, self.scores.weights, strict=True))
        total = sum(self.scores.weights)
        return tuple([Reason(self.catalogue, self.platform, key, weights[key], total) for key in self.weightiest])


@dataclass(frozen=True, slots=True)
class RuledOut:
    """A platform that is known not to have a must-have."""

    platform: Platform
    broken: tuple[Feature, ...]
    catalogue: Catalogue = field(repr=False, compare=False)
    answers: Answers = field(repr=False, compare=False)

    @property
    def score(self) -> Span:
        """What it would have if it were not ruled out."""
        place = self.catalogue.place_by_slug[self.platform.slug]
        return table_of(self.catalogue).span(weighted(self.answers), place)
