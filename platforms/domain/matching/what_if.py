"""What would change a result: each single answer changed, and the first tier that follows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Goal, Level, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.table import GOAL, Table, table_of
from platforms.domain.matching.weighing import first_tier, weighted
from platforms.domain.vocabulary import LEVELS

NO_LEVEL = -1


class Step(StrEnum):
    DROP_GOAL = "drop-goal"
    DROP_WISH = "drop-wish"
    MOVE_WISH = "move-wish"
    DROP_MUST = "drop-must"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One answer changed, and the first tier that follows."""

    step: Step
    answers: Answers
    """With the change."""
    changed: Goal | Trait | Feature
    """What the changed answer is about."""
    wished: Level | None
    """For a wish: the level until now."""
    instead: Level | None
    """For a wish that moves: the level then."""
    first: tuple[Platform, ...]

    @property
    def key(self) -> str:
        """The slug of the goal, trait or feature that changes."""
        return self.changed.slug

    @property
    def level(self) -> int | None:
        return self.instead.value if self.instead else None


def what_if(*, catalogue: Catalogue, answers: Answers, points: list[int], first: Iterable[int]) -> Iterator[WhatIf]:
    """Yield the changes that alter the `first` tier, the smallest first.

    `points` are everybody's, by place, on the table's scale.
    """
    table, before = table_of(catalogue), set(first)
    for _size, slug, level, step in sorted(_steps(answers)):
        changed = _after(answers, step, slug, level)
        after = first_tier(table, changed, _points_after(table, answers, points, step, slug, level))
        if after != before:
            about, wished, instead = _about(catalogue, answers, step, slug, level)
            first_then = tuple(catalogue.platforms[place] for place in sorted(after))
            yield WhatIf(step, changed, about, wished, instead, first_then)


def _steps(answers: Answers) -> list[tuple[int, str, int, Step]]:
    """Return size, slug, level (or NO_LEVEL) and kind of every change. A wish moved by one level is the smallest."""
    steps = [(4, feature, NO_LEVEL, Step.DROP_MUST) for feature in answers.musts]
    for trait, now in answers.wishes:
        steps += [(abs(level - now), trait, level, Step.MOVE_WISH) for level in LEVELS if level != now]
    if answers.counted > 1:
        steps += [(3, trait, NO_LEVEL, Step.DROP_WISH) for trait, _ in answers.wishes]
        steps += [(6, goal, NO_LEVEL, Step.DROP_GOAL) for goal in answers.goals]
    return steps


def _after(answers: Answers, step: Step, slug: str, level: int) -> Answers:
    match step:
        case Step.MOVE_WISH:
            return answers.wishing(slug, level)
        case Step.DROP_WISH:
            return answers.without(slug)
        case Step.DROP_GOAL:
            return answers.without("goal", slug)
        case Step.DROP_MUST:
            return answers.without("must", slug)


def _about(
    catalogue: Catalogue, answers: Answers, step: Step, slug: str, level: int
) -> tuple[Goal | Trait | Feature, Level | None, Level | None]:
    """Return what a change is about, and for a wish the level until now and then."""
    if step is Step.DROP_GOAL:
        return catalogue.goal_by_slug[slug], None, None
    if step is Step.DROP_MUST:
        return catalogue.feature_by_slug[slug], None, None
    trait = catalogue.trait_by_slug[slug]
    wished = trait.levels[dict(answers.wishes)[slug]]
    return trait, wished, None if level == NO_LEVEL else trait.levels[level]


def _points_after(table: Table, answers: Answers, points: list[int], step: Step, slug: str, level: int) -> list[int]:
    """Return everybody's points after one change: what the old answer gave is taken away, the new one is added."""
    if step is Step.DROP_MUST:
        return points
    key = (slug, GOAL) if step is Step.DROP_GOAL else (slug, dict(answers.wishes)[slug])
    weight = {key: weight for weight, key in weighted(answers)}[key]
    lost = table.rows[key].point
    if step is not Step.MOVE_WISH:
        return [had - weight * old for had, old in zip(points, lost, strict=True)]
    gained = table.rows[slug, level].point
    return [had + weight * (new - old) for had, new, old in zip(points, gained, lost, strict=True)]
