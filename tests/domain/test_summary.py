"""What a page shows of a ranking."""

import pytest

from platforms.domain.matching.answers import Answers
from platforms.domain.matching.ranking import match
from platforms.domain.matching.summary import Lead, summary
from tests.cast import make_catalogue, make_feature, make_goal, make_platform

FEATURES = [make_feature("photos"), make_feature("jobs")]


def summary_of(*supports, musts=(), goals=("career",)):
    """Summarise a ranking of platforms with this support, by a goal that needs photos."""
    platforms = [make_platform(f"p{n:03}", support=support) for n, support in enumerate(supports)]
    catalogue = make_catalogue(*platforms, features=FEATURES, goals=[make_goal()])
    return summary(ranking=match(catalogue=catalogue, answers=Answers(goals=goals, musts=musts)))


YES, NO, UNKNOWN = ({"photos": value} for value in ("yes", "no", "unknown"))


@pytest.mark.parametrize(
    ("supports", "musts", "lead"),
    [
        ([YES, YES], (), Lead.TOO_CLOSE),
        ([YES, NO], (), Lead.BEST),
        ([YES, NO], ("jobs",), Lead.BEST_SO_FAR),
        ([UNKNOWN, NO], (), Lead.COULD_BE_BEST),
    ],
)
def test_the_lead_reflects_how_certain_the_facts_are(supports, musts, lead):
    assert summary_of(*supports, musts=musts).lead == lead


def test_a_small_first_tier_is_followed_by_the_second():
    found = summary_of(*[YES] * 5, *[UNKNOWN] * 3, *[NO] * 2)

    assert [len(tier) for tier in found.explained] == [5, 3]
    assert (len(found.others), found.more_others) == (2, 0)


def test_a_large_tier_is_shortened_and_the_rest_counted():
    found = summary_of(*[YES] * 70, *[NO] * 5)

    assert [len(tier) for tier in found.explained] == [20]
    assert (len(found.others), found.more_others) == (40, 15)
    assert found.others[0].platform.slug == "p020"


def test_ruled_out_platforms_are_shortened_and_counted():
    found = summary_of(YES, *[NO] * 45, musts=("photos",))

    assert (len(found.ruled_out), found.more_ruled_out) == (40, 5)


@pytest.mark.parametrize(("goals", "ruled_out"), [((), 0), (("career",), 2)])
def test_an_empty_ranking_has_no_leader(goals, ruled_out):
    found = summary_of(NO, NO, musts=("photos",) if goals else (), goals=goals)

    assert (found.lead, found.best, found.explained, found.others) == (None, [], (), ())
    assert len(found.ruled_out) == ruled_out
