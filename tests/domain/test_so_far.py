"""What a page says besides the ranking: what is left so far, those ruled out by reason, whether to ask what matters."""

from platforms.domain.matching import questionnaire
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.ranking import match
from platforms.domain.matching.summary import by_reason, has_limits, so_far
from tests.cast import make_audience, make_catalogue, make_feature, make_goal, make_platform, make_trait

EVERYONE = {"support": {"photos": "yes", "polls": "yes"}}
CATALOGUE = make_catalogue(
    make_platform("all", uses={"career": 2}, **EVERYONE),
    make_platform("best", uses={"career": 4}, support={"photos": "partly", "polls": "yes"}),
    make_platform("campus", uses={"career": 3}, audience=make_audience(fields=["student"], needs=["student-email"])),
    make_platform("far", uses={"career": 3}, audience=make_audience(offered=["US"]), **EVERYONE),
    make_platform("none", uses={"career": 1}, support={"photos": "no", "polls": "no"}),
    make_platform("poll-less", uses={"career": 1}, support={"photos": "yes", "polls": "no"}),
    features=[make_feature("photos"), make_feature("polls")],
)


def left(**answers):
    found = so_far(catalogue=CATALOGUE, answers=Answers(**answers))
    return found.left, [platform.slug for platform in found.leading]


def test_what_is_left_leads_with_those_that_meet_everything():
    assert left(goals=("career",)) == (6, ["best", "far", "all"])
    assert left(goals=("career",), musts=("photos",)) == (5, ["far", "all", "poll-less"])
    assert left(goals=("career",), musts=("photos",), strict=True) == (4, ["far", "all", "poll-less"])


def test_without_a_goal_nobody_leads():
    assert left(country="DE") == (5, [])


def test_what_is_left_agrees_with_the_ranking():
    for answers in (
        Answers(goals=("career",), musts=("photos", "polls"), country="DE", field="care"),
        Answers(goals=("career",), musts=("polls",), strict=True, back=("none",)),
    ):
        ranking, found = match(catalogue=CATALOGUE, answers=answers), so_far(catalogue=CATALOGUE, answers=answers)

        assert found.left == len(ranking.matches)
        assert found.leading == tuple(each.platform for each in ranking.matches[:3])


def test_each_ruled_out_has_one_reason_what_bars_it_first():
    answers = Answers(goals=("career",), musts=("photos", "polls"), country="DE", field="care")
    groups = by_reason(ruled_out=match(catalogue=CATALOGUE, answers=answers).ruled_out)

    found = [(group.not_for or group.lacked.slug, [out.platform.slug for out in group.members]) for group in groups]
    assert found == [("country", ["far"]), ("field", ["campus"]), ("polls", ["poll-less", "none"])]


def test_limits_are_those_of_ranked_platforms():
    def limits(**answers):
        return has_limits(ranking=match(catalogue=CATALOGUE, answers=Answers(goals=("career",), **answers)))

    assert limits(musts=("photos",))
    assert not limits(musts=("polls",))
    assert not limits(musts=("photos",), strict=True)
    assert not limits()


def test_what_matters_is_asked_only_where_it_could_change_the_first():
    catalogue = make_catalogue(
        make_platform("jobs", uses={"career": 4, "meet": 2}),
        make_platform("meets", uses={"career": 1, "meet": 4}),
        goals=[make_goal("career"), make_goal("meet")],
        traits=[make_trait("focus")],
    )

    def asks(**answers):
        return questionnaire.asks_what_matters(catalogue, Answers(**answers))

    assert asks(goals=("career", "meet"))
    assert not asks(goals=("career",))
    assert not asks(goals=("career",), wishes=(("focus", 1),))
    assert asks(goals=("career",), matters=("career",))
