"""Why a platform fits an answer, and what counts against it."""

from dataclasses import replace

import pytest

from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.scales import Need
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.needs import lacks, needs_met, open_questions, serves
from platforms.domain.matching.ranking import match
from platforms.domain.vocabulary import Scale
from tests.cast import make_catalogue, make_feature, make_goal, make_platform, make_support, make_trait

FEATURES = [make_feature(slug) for slug in ("photos", "videos", "jobs", "polls", "groups")]
GOAL = make_goal(
    "career",
    Need(1, feature="photos"),
    Need(3, feature="jobs"),
    Need(2, feature="polls"),
    Need(2, trait="focus", target=4),
)


def needs_of(*, ratings=None, **support):
    platform = make_platform(support=support, ratings=ratings)
    catalogue = make_catalogue(platform, features=FEATURES, goals=[GOAL])
    return needs_met(catalogue=catalogue, platform=platform, goal=GOAL)


def keys(needs):
    return [need.key for need in needs]


def test_each_need_is_met_lacked_or_open():
    needs = needs_of(photos="no", jobs="yes", ratings={"focus": 3})

    assert keys(needs) == ["jobs", "polls", "focus", "photos"]
    assert keys(serves(needs=needs)) == ["jobs", "focus"]
    assert keys(lacks(needs=needs)) == ["photos"]
    assert keys(open_questions(needs=needs)) == ["polls"]


def test_partly_met_counts_as_lacked():
    (jobs,) = lacks(needs=needs_of(photos="yes", jobs="partly"))

    assert jobs.is_partly_met


def test_a_need_without_a_source_is_not_met():
    platform = replace(make_platform(), support={"jobs": make_support("jobs", "yes", evidence=Evidence())})
    catalogue = make_catalogue(platform, features=FEATURES, goals=[GOAL])

    assert serves(needs=needs_met(catalogue=catalogue, platform=platform, goal=GOAL)) == []


def test_a_line_lists_only_the_weightiest_needs():
    goal = make_goal("many", *[Need(1 + (slug == "groups"), feature=slug) for slug in (f.slug for f in FEATURES)])
    having, lacking, unknown = (
        make_platform(support={feature.slug: value for feature in FEATURES}) for value in ("yes", "no", "unknown")
    )
    catalogue = make_catalogue(features=FEATURES, goals=[goal])

    found = [needs_met(catalogue=catalogue, platform=each, goal=goal) for each in (having, lacking, unknown)]
    assert keys(serves(needs=found[0])) == ["groups", "photos", "videos", "jobs"]
    assert keys(lacks(needs=found[1])) == ["groups", "photos", "videos"]
    assert keys(open_questions(needs=found[2])) == ["groups", "photos", "videos"]


@pytest.mark.parametrize(
    ("rating", "as_wanted", "against"),
    [((1, 3), True, False), (4, False, True), (None, False, True)],
)
def test_a_wish_is_met_missed_or_open(rating, as_wanted, against):
    platform = make_platform(ratings={} if rating is None else {"focus": rating})

    ((reason,),) = [m.reasons for m in match(catalogue=make_catalogue(platform), answers=FOCUS).matches]

    assert (reason.is_as_wanted, reason.is_against) == (as_wanted, against)
    assert reason.wished == "focus 2"


FOCUS = Answers(wishes=(("focus", 2),))


def test_an_unbreakable_unrated_trait_counts_neither_way():
    trait = make_trait("focus", scale=Scale.CEILING)
    catalogue = make_catalogue(make_platform(), traits=[trait])

    ((reason,),) = [m.reasons for m in match(catalogue=catalogue, answers=Answers(wishes=(("focus", 4),))).matches]

    assert (reason.is_as_wanted, reason.is_against) == (False, False)
