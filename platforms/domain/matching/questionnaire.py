"""The questionnaire: which questions there are, in which order. It has none of its own; the catalogue asks them."""

from dataclasses import dataclass

from platforms.domain.catalogue.scales import Group, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import MOST_GOALS, MOST_THAT_MATTER, Answers

GOALS, MUST_HAVES, MATTERS = "goals", "must-haves", "matters"


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    """"goals", a trait's slug, "must-haves" or "matters"; also its part of the address."""
    number: int
    total: int
    trait: Trait | None = None

    @property
    def name(self) -> str:
        """The key of its answers in a query string."""
        return {GOALS: "goal", MUST_HAVES: "must"}.get(self.key, self.key)

    @property
    def can_be_skipped(self) -> bool:
        return self.key != GOALS


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that a question offers."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a question's answers can't be taken: "none" or "too-many"."""

    reason: str
    most: int = 0


def questions(catalogue: Catalogue) -> tuple[Question, ...]:
    """Return the questions: goals, each trait that has one, must-haves, what matters most."""
    traits = {trait.slug: trait for trait in catalogue.questions}
    keys = [GOALS, *traits, *([MUST_HAVES] if catalogue.must_haves else []), MATTERS]
    return tuple(Question(key, number, len(keys), traits.get(key)) for number, key in enumerate(keys, start=1))


def question(catalogue: Catalogue, key: str) -> Question | None:
    return next((found for found in questions(catalogue) if found.key == key), None)


def after(catalogue: Catalogue, current: Question, answers: Answers) -> Question | None:
    """Return the next question; None when the review comes next."""
    following = [q for q in questions(catalogue) if q.number > current.number]
    return next((q for q in following if q.key != MATTERS or answers.counted > 1), None)


def before(catalogue: Catalogue, current: Question) -> Question | None:
    return next((q for q in reversed(questions(catalogue)) if q.number < current.number), None)


def mistake(current: Question, chosen: list[str]) -> Mistake | None:
    """Return what is wrong with the answers to one question as they were sent; `chosen` are its values."""
    most = {GOALS: MOST_GOALS, MATTERS: MOST_THAT_MATTER}.get(current.key, 0)
    if most and len(set(chosen)) > most:
        return Mistake("too-many", most)
    if not chosen and (current.key == GOALS or current.trait):
        return Mistake("none")
    return None


def options(*, catalogue: Catalogue, question: Question, answers: Answers) -> list[tuple[Group | None, list[Option]]]:
    """Return what can be chosen, must-haves by their groups; what matters is chosen from the answers so far."""
    if question.trait:
        levels = question.trait.levels
        return [(None, [Option(str(level.value), level.label, level.description) for level in levels])]
    if question.key == GOALS:
        return [(None, [Option(goal.slug, goal.wording) for goal in catalogue.goals])]
    if question.key == MATTERS:
        return [(None, _counted(catalogue, answers))]
    groups = [(group, [f for f in features if f.must_have]) for group, features in catalogue.features_by_group]
    return [(group, [Option(f.slug, f.must_have) for f in features]) for group, features in groups if features]


def _counted(catalogue: Catalogue, answers: Answers) -> list[Option]:
    """Return the goals and wishes that were answered."""
    goals = [Option(slug, catalogue.goal_by_slug[slug].wording) for slug in answers.goals]
    wishes = [(catalogue.trait_by_slug[slug], level) for slug, level in answers.wishes]
    return goals + [Option(trait.slug, trait.name, trait.levels[level].label) for trait, level in wishes]


def answered(*, catalogue: Catalogue, question: Question, answers: Answers) -> list[str]:
    """Return the labels of what was answered to a question."""
    offered = options(catalogue=catalogue, question=question, answers=answers)
    labels = {option.value: option.label for _, listed in offered for option in listed}
    if question.key == MATTERS:
        return [label for value, label in labels.items() if value in answers.matters]
    return [labels[value] for key, value in answers.pairs if key == question.name]


def without(*, question: Question, answers: Answers) -> Answers:
    """Return the answers without those to one question."""
    left = answers
    for key, value in answers.pairs:
        if key == question.name:
            left = left.without(key, value)
    return left
