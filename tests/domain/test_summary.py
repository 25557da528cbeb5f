"""What a page shows of a ranking."""

import pytest

from platforms.domain.catalogue.scales import Need
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.ranking import match
from platforms.domain.matching.summary import MOST_RULED_OUT, Lead, summary
from tests.cast import make_catalogue, make_feature, make_goal, make_platform, make_trait

FEATURES = [make_feature("photos"), make_feature("jobs")]


def summary_of(*cells, musts=(), goals=("career",)):
    """Summarise a ranking of platforms with this use and support, by a goal that needs photos."""
    platforms = [
        make_platform(f"p{n:03}", support=support, uses={} if use is None else {"career": use})
        for n, (use, support) in enumerate(cells)
    ]
    catalogue = make_catalogue(*platforms, features=FEATURES, goals=[make_goal()])
    return summary(ranking=match(catalogue=catalogue, answers=Answers(goals=goals, musts=musts)))


YES = (4, {"photos": "yes"})
OPEN = (3, {"photos": "unknown"})
NO = (1, {"photos": "no"})
USE_UNKNOWN = (None, {"photos": "yes"})


@pytest.mark.parametrize(
    ("cells", "musts", "lead"),
    [
        ([YES, YES], (), Lead.ABOUT_EQUAL),
        ([YES, NO], (), Lead.CLEARLY_AHEAD),
        ([YES, OPEN], (), Lead.CLEARLY_AHEAD),
        ([OPEN, (3, {"photos": "no"})], (), Lead.COMES_FIRST),
        ([YES, USE_UNKNOWN], (), Lead.ONLY_ONE),
        ([YES, NO], ("jobs",), Lead.WITH_RESERVATIONS),
        ([USE_UNKNOWN], (), Lead.WITH_RESERVATIONS),
    ],
)
def test_the_lead_reflects_how_certain_the_facts_are(cells, musts, lead):
    assert summary_of(*cells, musts=musts).lead == lead


def test_little_known_needs_never_lead_for_sure():
    goal = make_goal("career", Need(3, feature="photos"))
    wish = make_trait("focus", question="How?")
    catalogue = make_catalogue(
        make_platform("open", uses={"career": 4}), make_platform("poor", uses={"career": 0}, support={"photos": "no"}),
        features=FEATURES, goals=[goal], traits=[wish, make_trait("effort"), make_trait("setting")],
    )  # fmt: skip
    answers = Answers(
        goals=("career",), wishes=(("focus", 0), ("effort", 0), ("setting", 0)), matters=("focus", "effort")
    )

    found = summary(ranking=match(catalogue=catalogue, answers=answers))

    assert found.lead is Lead.COULD_BE_FIRST


def test_those_with_reservations_follow_those_that_fit():
    found = summary_of(NO, USE_UNKNOWN)

    assert found.best[0].slug == "p000"
    assert [match.platform.slug for match in found.reserved] == ["p001"]


def test_a_small_first_tier_is_followed_by_the_second():
    found = summary_of(*[YES] * 2, *[OPEN] * 3, *[NO] * 2)

    assert [len(tier) for tier in found.explained] == [2, 3]
    assert (len(found.others), found.more_others) == (2, 0)


def test_a_large_tier_is_shortened_and_the_rest_counted():
    found = summary_of(*[YES] * 70, *[NO] * 5)

    assert [len(tier) for tier in found.explained] == [4]
    assert (len(found.others), found.more_others) == (12, 59)
    assert found.others[0].platform.slug == "p004"


def test_ruled_out_platforms_are_shortened_and_counted():
    found = summary_of(YES, *[NO] * (MOST_RULED_OUT + 5), musts=("photos",))

    assert (len(found.ruled_out), found.more_ruled_out) == (MOST_RULED_OUT, 5)


@pytest.mark.parametrize(("goals", "ruled_out"), [((), 0), (("career",), 2)])
def test_an_empty_ranking_has_no_leader(goals, ruled_out):
    found = summary_of(NO, NO, musts=("photos",) if goals else (), goals=goals)

    assert (found.lead, found.best, found.explained, found.others) == (None, [], (), ())
    assert len(found.ruled_out) == ruled_out
