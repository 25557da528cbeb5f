from hypothesis import given

from platforms.domain.comparing.moving import moving
from platforms.domain.vocabulary import Value
from tests.cast import make_catalogue, make_feature, make_goal, make_platform
from tests.strategies import catalogues

FEATURES = [make_feature(slug, order=n) for n, slug in enumerate(("photos", "groups", "polls", "events", "jobs"))]


def slugs(shifts):
    return [shift.feature.slug for shift in shifts]


def test_moving_by_hand():
    before = {"photos": "yes", "groups": "yes", "polls": "partly", "events": "no", "jobs": "yes"}
    after = {"photos": "yes", "groups": "partly", "polls": "no", "events": "yes"}
    origin = make_platform("old", support=before, uses={"career": 3, "share": 2, "meet": 1})
    target = make_platform("new", support=after, uses={"career": 1, "share": 4, "meet": 3})
    goals = [make_goal(slug) for slug in ("career", "share", "meet")]

    found = moving(
        catalogue=make_catalogue(origin, target, features=FEATURES, goals=goals), origin=origin, target=target
    )

    assert (slugs(found.kept), slugs(found.limited)) == (["photos"], ["groups"])
    assert (slugs(found.lost), slugs(found.gained), slugs(found.unknown)) == (["polls"], ["events"], ["jobs"])
    assert [goal.slug for goal in found.goals_lost] == ["career"]
    assert [goal.slug for goal in found.goals_kept] == ["share"]
    assert [goal.slug for goal in found.goals_gained] == ["meet"]


@given(catalogues(least=2, most=3))
def test_there_and_back_swaps_lost_and_gained(catalogue):
    one, other, *_ = catalogue.platforms
    there = moving(catalogue=catalogue, origin=one, target=other)
    back = moving(catalogue=catalogue, origin=other, target=one)

    assert {goal.slug for goal in there.goals_lost} == {goal.slug for goal in back.goals_gained}
    assert set(slugs(there.gained)) == set(slugs(back.lost))
    have = {f.slug for f in catalogue.features if one.supports(f.slug).value in (Value.YES, Value.PARTLY)}
    assert sorted(slugs([*there.kept, *there.limited, *there.lost, *there.unknown])) == sorted(have)
