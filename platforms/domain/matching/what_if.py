"""What would change a result: each single answer changed, who leads then and how many stay."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Goal, Level, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import ABOUT_YOU, Answers
from platforms.domain.matching.sections import margin_of, sections_of, within
from platforms.domain.matching.table import GOAL, Table, table_of, weighted
from platforms.domain.vocabulary import LEVELS

NO_LEVEL = -1


class Step(StrEnum):
    DROP_GOAL = "drop-goal"
    DROP_WISH = "drop-wish"
    MOVE_WISH = "move-wish"
    DROP_MUST = "drop-must"
    DROP_COUNTRY = "drop-country"
    DROP_AGE = "drop-age"
    DROP_FIELD = "drop-field"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One answer changed, and what follows."""

    size: int
    """How much it changes: a wish moved by one level is 1."""
    step: Step
    key: str
    """The slug of the goal, trait or feature that changes; "country", "age" or "field"."""
    answers: Answers
    """With the change."""
    changed: Goal | Trait | Feature | None
    """What the changed answer is about; None when it is about the person."""
    wished: Level | None
    """For a wish: the level until now."""
    instead: Level | None
    """For a wish that moves: the level then."""
    first: tuple[Platform, ...]
    """The first tier then, the best first."""
    staying: int
    """How many platforms are not ruled out then."""
    alters_first: bool
    """Is the first tier another one then?"""
    leader_stays: bool
    """Is who leads now still among those with the highest score?"""
    alters_count: bool
    """Are more or fewer ruled out then?"""

    @property
    def level(self) -> int | None:
        return self.instead.value if self.instead else None


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How surely the leader leads: of all changes of one answer by one step, how many keep it."""

    changes: int
    keeping: int
    nearest: WhatIf | None
    """The smallest change, also of more than one step, after which somebody else leads."""


def changes(*, catalogue: Catalogue, answers: Answers, points: list[int]) -> Iterator[WhatIf]:
    """Yield every change of one answer with what follows, the smallest first.

    `points` are everybody's, by place, on the table's scale.
    """
    table = table_of(catalogue)
    now = sections_of(catalogue, answers).split(table.by_slug)
    before, before_best = _leaders(table, answers, points, now.first)
    before_count, near = len(now.ranked), _near(table, answers, points, now.first)
    for size, slug, level, step in sorted(_steps(answers)):
        changed = _after(answers, step, slug, level)
        if step in (Step.MOVE_WISH, Step.DROP_WISH):
            first, staying = near, before_count
        else:
            split = sections_of(catalogue, changed).split(table.by_slug)
            first, staying = split.first, len(split.ranked)
        points_then = _points_after(table, answers, points, first, step, slug, level)
        after, best = _leaders(table, changed, points_then, first)
        about, wished, instead = _about(catalogue, answers, step, slug, level)
        yield WhatIf(
            size, step, slug, changed, about, wished, instead,
            first=tuple(catalogue.platforms[place] for place in after),
            staying=staying,
            alters_first=set(after) != set(before),
            leader_stays=before_best == best or bool(before_best & best),
            alters_count=staying != before_count,
        )  # fmt: skip


def smallest(changes: Iterable[WhatIf]) -> Iterator[WhatIf]:
    """Yield for each answer its smallest change that alters the first tier or how many stay."""
    seen: set[str] = set()
    for change in changes:
        if change.key not in seen and (change.alters_first or change.alters_count):
            seen.add(change.key)
            yield change


def steadiness(changes: Iterable[WhatIf]) -> Steadiness:
    """Return how many changes by one step keep the leader, and the nearest change that does not."""
    everything = list(changes)
    single = [change for change in everything if change.step is not Step.MOVE_WISH or change.size == 1]
    flips = (change for change in everything if not change.leader_stays)
    return Steadiness(len(single), sum(change.leader_stays for change in single), next(flips, None))


def _leaders(
    table: Table, answers: Answers, points: Mapping[int, int] | list[int], first: list[int]
) -> tuple[list[int], set[int]]:
    """Return the places of the first tier of the first section, the best first, and those with the highest score."""
    if not answers.counted:
        return [], set()
    tier = within(points, first, margin_of(table.total(weighted(answers))))
    best_first = sorted(tier, key=points.__getitem__, reverse=True)
    return best_first, set(within(points, tier, 0))


def _near(table: Table, answers: Answers, points: list[int], first: list[int]) -> list[int]:
    """Return those of the first section that one changed wish can bring into the first tier.

    A wish moves nobody by more than it weighs: the best fall by that at most, and others rise by it at most.
    """
    weights = [weight for weight, _ in weighted(answers)[len(answers.goals) :]]
    most = table.scale * max(weights, default=0)
    return within(points, first, margin_of(table.total(weighted(answers))) + 2 * most)


def _steps(answers: Answers) -> list[tuple[int, str, int, Step]]:
    """Return size, slug, level (or NO_LEVEL) and kind of every change. A wish moved by one level is the smallest."""
    steps = [(4, feature, NO_LEVEL, Step.DROP_MUST) for feature in answers.musts]
    steps += [(5, key, NO_LEVEL, Step(f"drop-{key}")) for key in ABOUT_YOU if getattr(answers, key)]
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
        case _:
            return answers.without(slug)


def _about(
    catalogue: Catalogue, answers: Answers, step: Step, slug: str, level: int
) -> tuple[Goal | Trait | Feature | None, Level | None, Level | None]:
    """Return what a change is about, and for a wish the level until now and then."""
    match step:
        case Step.DROP_GOAL:
            return catalogue.goal_by_slug[slug], None, None
        case Step.DROP_MUST:
            return catalogue.feature_by_slug[slug], None, None
        case Step.MOVE_WISH | Step.DROP_WISH:
            trait = catalogue.trait_by_slug[slug]
            wished = trait.levels[dict(answers.wishes)[slug]]
            return trait, wished, None if level == NO_LEVEL else trait.levels[level]
        case _:
            return None, None, None


def _points_after(
    table: Table, answers: Answers, points: list[int], places: list[int], step: Step, slug: str, level: int
) -> Mapping[int, int] | list[int]:
    """Return points after one change: what the old answer gave is taken away, the new one is added."""
    if step not in (Step.DROP_GOAL, Step.DROP_WISH, Step.MOVE_WISH):
        return points
    key = (slug, GOAL) if step is Step.DROP_GOAL else (slug, dict(answers.wishes)[slug])
    weight = {key: weight for weight, key in weighted(answers)}[key]
    lost = table.rows[key].point
    if step is not Step.MOVE_WISH:
        return {place: points[place] - weight * lost[place] for place in places}
    gained = table.rows[slug, level].point
    return {place: points[place] + weight * (gained[place] - lost[place]) for place in places}
