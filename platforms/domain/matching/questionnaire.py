"""The questionnaire: which questions there are, in which order, and what each offers."""

from dataclasses import dataclass, replace

from platforms.domain.catalogue.scales import Group, Level, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching import answers as given
from platforms.domain.matching.answers import MOST_GOALS, MOST_THAT_MATTER, Answers
from platforms.domain.matching.sections import sections_of
from platforms.domain.matching.table import table_of, weighted

GOALS, ABOUT_YOU, MUST_HAVES, MATTERS = "goals", "about-you", "must-haves", "matters"

MOST = {GOALS: MOST_GOALS, MATTERS: MOST_THAT_MATTER}
"""How many answers a question takes at most."""

NAMES = {GOALS: ("goal",), ABOUT_YOU: tuple(given.ABOUT_YOU), MUST_HAVES: ("must",)}


@dataclass(frozen=True, slots=True)
class Question:
    key: str
    """"goals", "about-you", a trait's slug, "must-haves" or "matters"; also its part of the address."""
    number: int
    total: int
    trait: Trait | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of its answers in a query string."""
        return NAMES.get(self.key, (self.key,))

    @property
    def name(self) -> str:
        """The key of its answers, of a question that has one."""
        return self.names[0]

    @property
    def most(self) -> int:
        """How many answers it takes at most; 0 for any number."""
        return MOST.get(self.key, 0)


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
    """Return the questions: goals, about you, each trait that has one, must-haves, what matters most.

    The last one is asked of few, so the others don't count it.
    """
    traits = {trait.slug: trait for trait in catalogue.questions}
    keys = [GOALS, ABOUT_YOU, *traits, *([MUST_HAVES] if catalogue.must_haves else [])]
    asked = [Question(key, number, len(keys), traits.get(key)) for number, key in enumerate(keys, start=1)]
    return (*asked, Question(MATTERS, len(keys) + 1, len(keys) + 1))


def question(catalogue: Catalogue, key: str) -> Question | None:
    return next((found for found in questions(catalogue) if found.key == key), None)


def after(catalogue: Catalogue, current: Question, answers: Answers) -> Question | None:
    """Return the next question; None when the review comes next."""
    following = [q for q in questions(catalogue) if q.number > current.number]
    return next((q for q in following if q.key != MATTERS or asks_what_matters(catalogue, answers)), None)


def before(catalogue: Catalogue, current: Question) -> Question | None:
    return next((q for q in reversed(questions(catalogue)) if q.number < current.number), None)


def asks_what_matters(catalogue: Catalogue, answers: Answers) -> bool:
    """Tell whether somebody is asked what matters most: only when it was answered, or could change who comes first."""
    return bool(answers.matters) or (answers.counted > 1 and _could_lead_otherwise(catalogue, answers))


def _could_lead_otherwise(catalogue: Catalogue, answers: Answers) -> bool:
    """Tell whether weighing up to three answers more could bring another platform to the top.

    The weights add up, so it is enough to ask of each rival which three answers bring it nearest to the leader.
    """
    table, parts = table_of(catalogue), weighted(answers)
    places, points = sections_of(catalogue, answers).split(table.by_slug).first, table.points(parts)
    if len(places) < 2:
        return False
    leader = max(places, key=points.__getitem__)
    more = weighted(replace(answers, matters=tuple(sorted({*answers.goals, *dict(answers.wishes)}))))
    gains = [
        [(heavy - weight) * (point - table.rows[key].point[leader]) for point in table.rows[key].point]
        for (weight, key), (heavy, _) in zip(parts, more, strict=True)
    ]
    return any(
        points[rival] + sum(sorted([max(0, row[rival]) for row in gains])[-MOST_THAT_MATTER:]) > points[leader]
        for rival in places
    )


def mistake(current: Question, chosen: list[str]) -> Mistake | None:
    """Return what is wrong with the answers to one question as they were sent; `chosen` are its values."""
    if current.most and len(set(chosen)) > current.most:
        return Mistake("too-many", current.most)
    if not chosen and (current.key == GOALS or current.trait):
        return Mistake("none")
    return None


def options(*, catalogue: Catalogue, question: Question, answers: Answers) -> list[tuple[Group | None, list[Option]]]:
    """Return what can be chosen, must-haves by their groups; what matters is chosen from the answers so far.

    About you, whose answers are no part of the catalogue, has none here.
    """
    if question.trait:
        levels = question.trait.levels
        return [(None, [Option(str(level.value), level.label, _note(level)) for level in levels])]
    if question.key == GOALS:
        return [(None, [Option(goal.slug, goal.wording) for goal in catalogue.goals])]
    if question.key == ABOUT_YOU:
        return []
    if question.key == MATTERS:
        return [(None, _counted(catalogue, answers))]
    groups = [(group, [f for f in features if f.must_have]) for group, features in catalogue.features_by_group]
    return [(group, [Option(f.slug, f.must_have) for f in features]) for group, features in groups if features]


def _note(level: Level) -> str:
    """Return a level's description, unless it only says the label again."""
    return "" if level.description.rstrip(".").casefold() == level.label.casefold() else level.description


def _counted(catalogue: Catalogue, answers: Answers) -> list[Option]:
    """Return the goals and wishes that were answered."""
    goals = [Option(slug, catalogue.goal_by_slug[slug].wording) for slug in answers.goals]
    wishes = [(catalogue.trait_by_slug[slug], level) for slug, level in answers.wishes]
    return goals + [Option(trait.slug, trait.name, trait.levels[level].label) for trait, level in wishes]


def answered(*, catalogue: Catalogue, question: Question, answers: Answers) -> list[str]:
    """Return the labels of what was answered to a question of the catalogue."""
    offered = options(catalogue=catalogue, question=question, answers=answers)
    labels = {option.value: option.label for _, listed in offered for option in listed}
    if question.key == MATTERS:
        return [label for value, label in labels.items() if value in answers.matters]
    return [labels[value] for key, value in answers.pairs if key == question.name and value in labels]


def without(*, question: Question, answers: Answers) -> Answers:
    """Return the answers without those to one question."""
    left = answers
    for key, value in answers.pairs:
        if key in question.names:
            left = left.without(key, value)
    return left
