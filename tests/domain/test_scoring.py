from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.catalogue.scales import Need
from platforms.domain.matching.scoring import gap, trait_span
from platforms.domain.matching.table import GOAL, table_of
from platforms.domain.vocabulary import LEVELS, Scale, Value
from tests.cast import make_catalogue, make_feature, make_goal, make_platform, make_rating, make_trait
from tests.domain.formula import goal_span
from tests.strategies import catalogues, levels, ranges


def table_span(platform, goal):
    """How well the ranking's own table says that a platform serves a goal."""
    features = [make_feature(need.feature) for need in goal.needs]
    catalogue = make_catalogue(platform, goals=[goal], features=features)
    return table_of(catalogue).span([(1, (goal.slug, GOAL))], 0)


def test_a_goal_by_hand():
    """Needs (3 yes, 2 partly, 1 unknown): (3*1 + 2*1/2 + 1*1/2) / 6 = 3/4. With use 3: (2*3/4 + 3/4) / 3 = 3/4."""
    goal = make_goal(
        "career", Need(3, feature="photos"), Need(2, feature="groups"), Need(1, feature="events"),
    )  # fmt: skip
    platform = make_platform(support={"photos": "yes", "groups": "partly"}, uses={"career": 3})

    span = table_span(platform, goal)

    assert span == goal_span(catalogue=make_catalogue(platform, goals=[goal]), platform=platform, goal=goal)
    assert (span.low, span.point, span.high) == (Fraction(13, 18), Fraction(3, 4), Fraction(7, 9))
    assert span.known == Fraction(17, 18)


def test_an_unknown_use_by_hand():
    """The need is met: (2*1/2 + 1) / 3 = 2/3, between 1/3 and 1, a third of it known."""
    span = table_span(make_platform(support={"photos": "yes"}), make_goal("career", Need(1, feature="photos")))

    assert (span.low, span.point, span.high) == (Fraction(1, 3), Fraction(2, 3), 1)
    assert span.known == Fraction(1, 3)


@pytest.mark.parametrize(("level", "score"), [(0, "1/3"), (1, "1/2"), (2, "2/3"), (3, "5/6"), (4, "1")])
def test_each_use_level_by_hand(level, score):
    platform = make_platform(support={"photos": "yes"}, uses={"career": level})

    assert table_span(platform, make_goal("career", Need(1, feature="photos"))).point == Fraction(score)


def test_a_wish_by_hand():
    """A range of 2 to 3 meets wishes 2 and 3 whole, 1 and 4 to 0.75, 0 to 0.4."""
    rating = make_rating("focus", 2, 3)

    points = [trait_span(trait=make_trait(), rating=rating, wish=wish).point for wish in LEVELS]

    assert points == [Fraction(2, 5), Fraction(3, 4), Fraction(1), Fraction(1), Fraction(3, 4)]


def test_far_wishes_count_little():
    points = [trait_span(trait=make_trait(), rating=make_rating("focus", 0), wish=wish).point for wish in LEVELS]

    assert points == [1, Fraction(3, 4), Fraction(2, 5), Fraction(1, 10), 0]


def test_a_ceiling_is_met_from_below():
    assert gap(low=1, high=1, wish=4, scale=Scale.CEILING) == 0
    assert gap(low=3, high=4, wish=1, scale=Scale.CEILING) == 2


@given(catalogues())
def test_scores_lie_inside_bands_between_0_and_1(catalogue):
    for platform in catalogue.platforms:
        for goal in catalogue.goals:
            span = goal_span(catalogue=catalogue, platform=platform, goal=goal)

            assert 0 <= span.low <= span.point <= span.high <= 1
            assert 0 <= span.known <= 1
            assert (span.known == 1) <= (span.low == span.high)


@given(levels, st.sampled_from(Scale))
def test_an_unrated_trait_counts_as_the_mean_possible_score(wish, scale):
    trait = make_trait(scale=scale)

    unknown = trait_span(trait=trait, rating=None, wish=wish)

    possible = [trait_span(trait=trait, rating=make_rating("focus", x), wish=wish).point for x in LEVELS]
    assert unknown.point == sum(possible) / 5
    assert (unknown.low, unknown.high) == (min(possible), max(possible))


@given(ranges(), levels)
def test_mirroring_a_two_sided_scale_changes_nothing(span, wish):
    low, high = span

    turned = gap(low=4 - high, high=4 - low, wish=4 - wish, scale=Scale.TWO_SIDED)

    assert turned == gap(low=low, high=high, wish=wish, scale=Scale.TWO_SIDED)


def test_values_count_in_the_order_no_partly_yes():
    goal = make_goal("career", Need(1, feature="photos"))
    platforms = [
        make_platform(support={"photos": value}, uses={"career": 4}) for value in (Value.NO, Value.PARTLY, Value.YES)
    ]

    points = [goal_span(catalogue=make_catalogue(p, goals=[goal]), platform=p, goal=goal).point for p in platforms]

    assert points == [Fraction(2, 3), Fraction(5, 6), 1]
