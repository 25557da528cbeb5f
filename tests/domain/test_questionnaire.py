"""What the questionnaire offers, and what was answered."""

import pytest

from platforms.domain.catalogue.scales import Group
from platforms.domain.matching import questionnaire
from platforms.domain.matching.answers import Answers
from tests.cast import make_catalogue, make_feature, make_goal, make_trait

CONTROL = Group("control", "Control", 2)
CATALOGUE = make_catalogue(
    traits=[make_trait("focus"), make_trait("purpose", question="")],
    features=[
        make_feature("photos"),
        make_feature("polls", must_have=""),
        make_feature("pseudonyms", group=CONTROL),
    ],
    goals=[make_goal("share"), make_goal("career")],
)
ANSWERS = Answers(goals=("career", "share"), wishes=(("focus", 1),), musts=("photos",), matters=("focus", "share"))


def asked(key):
    return questionnaire.question(CATALOGUE, key)


def options(key, answers=ANSWERS):
    return questionnaire.options(catalogue=CATALOGUE, question=asked(key), answers=answers)


def test_goals_are_offered_in_the_editors_order():
    ((group, goals),) = options("goals")

    assert group is None
    assert [(option.value, option.label) for option in goals] == [("share", "Reach share"), ("career", "Reach career")]


def test_must_haves_are_offered_by_their_groups():
    found = [(group.slug, [option.value for option in listed]) for group, listed in options("must-haves")]

    assert found == [("share", ["photos"]), ("control", ["pseudonyms"])]


def test_levels_are_offered_with_their_descriptions():
    ((_, levels),) = options("focus")

    assert [(option.value, option.note) for option in levels][:2] == [("0", "One sees 0."), ("1", "One sees 1.")]


def test_only_answered_questions_can_matter_most():
    ((_, counted),) = options("matters")
    ((_, nothing),) = options("matters", Answers(musts=("photos",)))

    assert [option.value for option in counted] == ["career", "share", "focus"]
    assert nothing == []


@pytest.mark.parametrize(
    ("key", "labels"),
    [
        ("goals", ["Reach career", "Reach share"]),
        ("focus", ["focus 1"]),
        ("must-haves", ["I need photos"]),
        ("matters", ["Reach share", "Focus"]),
    ],
)
def test_answers_are_shown_with_their_option_labels(key, labels):
    assert questionnaire.answered(catalogue=CATALOGUE, question=asked(key), answers=ANSWERS) == labels
    assert questionnaire.answered(catalogue=CATALOGUE, question=asked(key), answers=Answers()) == []


def test_removing_an_answer_removes_its_weight():
    left = questionnaire.without(question=asked("goals"), answers=ANSWERS)

    assert left == Answers(wishes=(("focus", 1),), musts=("photos",), matters=("focus",))
