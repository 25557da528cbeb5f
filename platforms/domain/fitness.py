"""What a platform is good for: goals in the order of how well its cited features and ratings serve them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from platforms.domain.catalogue import Catalogue, Goal, Platform
from platforms.domain.scoring import Span, goal_span

GOOD_FROM = Fraction(7, 10)
GOOD_WITHIN = Fraction(1, 10)
"""Good for a goal is who reaches GOOD_FROM and comes this close to the best platform for it."""

LESS_UP_TO = Fraction(1, 2)
KNOWN_FROM = Fraction(6, 10)
"""Nothing is said about a goal while less than this share of what it needs is known."""


@dataclass(frozen=True, slots=True)
class Fit:
    goal: Goal
    span: Span


@dataclass(frozen=True, slots=True)
class Fitness:
    good: tuple[Fit, ...]
    """The best first."""
    less: tuple[Fit, ...]
    """Up to LESS_UP_TO, the worst first."""


def of(*, catalogue: Catalogue, platform: Platform) -> Fitness:
    """The goals that a platform is good for, and those for which it is not; most fall in between."""
    fits = [Fit(goal, span) for goal, spans in _spans(catalogue) if (span := spans[platform.slug]).known >= KNOWN_FROM]
    best = {goal.slug: max(span.point for span in spans.values()) for goal, spans in _spans(catalogue)}
    good = [f for f in fits if f.span.point >= GOOD_FROM and f.span.point >= best[f.goal.slug] - GOOD_WITHIN]
    less = [f for f in fits if f.span.point <= LESS_UP_TO]
    return Fitness(
        good=tuple(sorted(good, key=lambda f: (-f.span.point, f.goal.order))),
        less=tuple(sorted(less, key=lambda f: (f.span.point, f.goal.order))),
    )


def _spans(catalogue: Catalogue) -> list[tuple[Goal, Mapping[str, Span]]]:
    """Every goal with every platform's score on it; worked out once for a catalogue."""
    if "goal spans" not in catalogue.memo:
        catalogue.memo["goal spans"] = [
            (goal, {p.slug: goal_span(catalogue=catalogue, platform=p, goal=goal) for p in catalogue.platforms})
            for goal in catalogue.goals
        ]
    return catalogue.memo["goal spans"]
