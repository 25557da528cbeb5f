from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.matching.answers import MOST_GOALS, MOST_THAT_MATTER, Answers
from tests.strategies import answers_to, catalogues

CATALOGUE_AND_ANSWERS = catalogues().flatmap(lambda c: st.tuples(st.just(c), answers_to(c)))


@given(CATALOGUE_AND_ANSWERS)
def test_answers_round_trip_through_their_address(both):
    catalogue, answers = both

    parsed = Answers.parse(parse_qs(answers.query), catalogue=catalogue)

    assert parsed == answers
    assert parsed.ignored == ()


@given(CATALOGUE_AND_ANSWERS, st.randoms(use_true_random=False))
def test_parameter_order_does_not_change_the_address(both, random):
    catalogue, answers = both
    pairs = list(answers.pairs)
    random.shuffle(pairs)
    query: dict[str, list[str]] = {}
    for key, value in pairs:
        query.setdefault(key, []).append(value)

    assert Answers.parse(query, catalogue=catalogue).query == answers.query


keys = st.sampled_from(
    ["goal", "must", "matters", "focus", "effort", "country", "age", "back", "strict", "gone"]
) | st.text(max_size=5)
values = st.sampled_from(
    ["career", "photos", "0", "1", "4", "5", "-1", "focus", "DE", "XX", "13-15", "p0", ""]
) | st.text(max_size=5)


@given(catalogues(), st.dictionaries(keys, st.lists(values, max_size=8), max_size=8))
def test_unusable_values_are_dropped_and_reported(catalogue, query):
    answers = Answers.parse(query, catalogue=catalogue)

    assert set(answers.goals) <= set(catalogue.goal_by_slug)
    assert all(0 <= level <= 4 for _, level in answers.wishes)
    assert set(answers.matters) <= {*answers.goals, *dict(answers.wishes)}
    assert len(answers.goals) <= MOST_GOALS
    assert answers.country in {"", "DE"}
    assert answers.age in {"", "13-15"}
    assert set(answers.back) <= set(catalogue.platform_by_slug)
    assert len(answers.matters) <= MOST_THAT_MATTER
    if any(values and key == "gone" and values[0] for key, values in query.items()):
        assert "gone" in {ignored.key for ignored in answers.ignored}
    assert Answers.parse(parse_qs(answers.query), catalogue=catalogue) == answers


@given(CATALOGUE_AND_ANSWERS)
def test_removing_every_answer_leaves_none(both):
    _, answers = both
    for goal in answers.goals:
        answers = answers.without("goal", goal)
    for trait, _level in answers.wishes:
        answers = answers.without(trait)
    for must in answers.musts:
        answers = answers.without("must", must)
    for slug in answers.back:
        answers = answers.without("back", slug)
    for key in ("country", "age", "field", "strict"):
        answers = answers.without(key)

    assert answers == Answers()
