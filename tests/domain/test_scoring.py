from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.catalogue.scales import Need
from platforms.domain.matching.scoring import gap, trait_span
from platforms.domain.vocabulary import LEVELS, Scale, Value
from tests.cast import make_catalogue, make_goal, make_platform, make_rating, make_trait
from tests.domain.formula import goal_span
from tests.strategies import catalogues, levels, ranges


def test_a_goal_by_hand():
    """Weights 3 yes, 2 partly, 1 unknown: (3*1 + 2*1/2 + 1*1/2) / 6 = 3/4, between 2/3 and 5/6."""
    goal = make_goal(
        "career", Need(3, feature="photos"), Need(2, feature="groups"), Need(1, feature="events"),
    )  # fmt: skip
    platform = make_platform(support={"photos": "yes", "groups": "partly"})

    span = goal_span(catalogue=make_catalogue(platform, goals=[goal]), platform=platform, goal=goal)

    assert (span.low, span.point, span.high) == (Fraction(2, 3), Fraction(3, 4), Fraction(5, 6))
    assert span.known == Fraction(5, 6)


def test_a_wish_by_hand():
    """A range of 2 to 3 meets wishes 2 and 3 whole, 1 and 4 to three quarters, 0 to a half."""
    rating = make_rating("focus", 2, 3)

    points = [trait_span(trait=make_trait(), rating=rating, wish=wish).point for wish in LEVELS]

    assert points == [Fraction(1, 2), Fraction(3, 4), Fraction(1), Fraction(1), Fraction(3, 4)]


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
    platforms = [make_platform(support={"photos": value}) for value in (Value.NO, Value.PARTLY, Value.YES)]

    points = [goal_span(catalogue=make_catalogue(p, goals=[goal]), platform=p, goal=goal).point for p in platforms]

    assert points == [0, Fraction(1, 2), 1]
