from hypothesis import given

from platforms.domain.catalogue.scales import Need
from platforms.domain.matching import fitness
from tests.cast import make_catalogue, make_goal, make_platform
from tests.domain.formula import goal_span
from tests.strategies import catalogues


@given(catalogues(most=6))
def test_good_fits_score_near_the_best_and_poor_fits_low(catalogue):
    for platform in catalogue.platforms:
        found = fitness.fitness_of(catalogue=catalogue, platform=platform)

        for fit in found.good:
            points = [goal_span(catalogue=catalogue, platform=p, goal=fit.goal).point for p in catalogue.platforms]
            assert fit.span.point >= max(*points, fitness.GOOD_FROM + fitness.GOOD_WITHIN) - fitness.GOOD_WITHIN
        assert all(fit.span.point <= fitness.LESS_UP_TO for fit in found.less)
        assert not {fit.goal.slug for fit in found.good} & {fit.goal.slug for fit in found.less}


def test_little_known_goals_are_neither_good_nor_poor():
    goal = make_goal("share", Need(1, feature="photos"))
    unknown = make_platform("unknown")

    found = fitness.fitness_of(catalogue=make_catalogue(unknown, goals=[goal]), platform=unknown)

    assert (found.good, found.less) == ((), ())


def test_only_platforms_close_to_the_best_are_good():
    goal = make_goal("share", Need(3, feature="photos"), Need(1, feature="groups"))
    whole = make_platform("whole", support={"photos": "yes", "groups": "yes"}, uses={"share": 4})
    most = make_platform("most", support={"photos": "yes", "groups": "yes"}, uses={"share": 3})
    catalogue = make_catalogue(whole, most, goals=[goal])

    assert [fit.goal for fit in fitness.fitness_of(catalogue=catalogue, platform=whole).good] == [goal]
    assert fitness.fitness_of(catalogue=catalogue, platform=most).good == ()
