"""What one answer says about a platform: for it, against it, or nothing."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from platforms.domain.catalogue.cells import Rating, Use
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Goal, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.needs import NeedMet, lacks, needs_met, open_questions, serves
from platforms.domain.matching.scoring import Span
from platforms.domain.matching.table import GOAL, Key, table_of

USED_FROM = 2
"""The level of use from which people do it here."""


@dataclass(frozen=True)
class Reason:
    """What one answer, a goal or a wish, says about a platform. Its parts are computed when they are asked for."""

    catalogue: Catalogue
    platform: Platform
    answer: Key
    weight: int
    total: int
    """The weights of all answers."""

    @property
    def key(self) -> str:
        """The slug of the goal or the trait."""
        return self.answer[0]

    @property
    def goal(self) -> Goal | None:
        return self.catalogue.goal_by_slug[self.key] if self.answer[1] == GOAL else None

    @property
    def trait(self) -> Trait | None:
        return None if self.answer[1] == GOAL else self.catalogue.trait_by_slug[self.key]

    @property
    def use(self) -> Use | None:
        """How far people use the platform for the goal."""
        return self.platform.uses.get(self.key) if self.goal else None

    @property
    def speaks_for_use(self) -> bool:
        """Do people use the platform for the goal?"""
        return self.use is not None and self.use.level >= USED_FROM

    @property
    def wish(self) -> int | None:
        """The level wished for, 0 to 4."""
        return None if self.answer[1] == GOAL else self.answer[1]

    @property
    def wished(self) -> str:
        """The level wished for, in its words."""
        return "" if self.wish is None or self.trait is None else self.trait.levels[self.wish].label

    @property
    def rating(self) -> Rating | None:
        """Where the platform stands on the trait."""
        return self.platform.ratings.get(self.key) if self.trait else None

    @cached_property
    def span(self) -> Span:
        """How well the goal is served or the wish is met."""
        place = self.catalogue.place_by_slug[self.platform.slug]
        return table_of(self.catalogue).span([(1, self.answer)], place)

    @property
    def contribution(self) -> Fraction:
        """What it adds to the score: the contributions of a platform add up to its score exactly."""
        return self.weight * self.span.point / self.total

    @cached_property
    def needs(self) -> tuple[NeedMet, ...]:
        """For a goal: what it needs, and how far the platform has it, the weightiest first."""
        return needs_met(catalogue=self.catalogue, platform=self.platform, goal=self.goal) if self.goal else ()

    @property
    def serves(self) -> list[NeedMet]:
        return serves(needs=self.needs)

    @property
    def lacks(self) -> list[NeedMet]:
        return lacks(needs=self.needs)

    @property
    def open_questions(self) -> list[NeedMet]:
        return open_questions(needs=self.needs)

    @property
    def is_as_wanted(self) -> bool:
        """Is a wish known to be met?"""
        return self.rating is not None and self.span.point == 1

    @property
    def is_against(self) -> bool:
        """Does a wish speak against the platform: is it not met, or not known to be?"""
        return self.trait is not None and self.span.point < 1
