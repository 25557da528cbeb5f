"""The twenty-one things that must always be true of the ranking, and examples that a reader can follow on paper."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.scales import Need
from platforms.domain.matching.admission import Obstacle
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.matches import KNOWN_ENOUGH, Doubt
from platforms.domain.matching.pairing import PAIR_GAIN
from platforms.domain.matching.ranking import match
from platforms.domain.matching.scoring import trait_span
from platforms.domain.matching.sections import TIER_WIDTH
from platforms.domain.vocabulary import LEVELS, Scale, Value
from tests.cast import (
    make_audience,
    make_catalogue,
    make_evidence,
    make_feature,
    make_goal,
    make_platform,
    make_rating,
    make_support,
    make_trait,
    make_use,
)
from tests.domain.formula import goal_span
from tests.domain.test_plain_ranking import pair_cover
from tests.exhaustive import EXAMPLES
from tests.strategies import FEATURES, GOALS, TRAITS, answers_to, catalogues, levels

AGES = {"under-13": 12, "13-15": 15, "16-17": 17, "18": 99}
"""The oldest of each band."""

invariant = settings(max_examples=max(400, EXAMPLES))
"""What must always be true is tried on 400 made-up catalogues."""


def with_answers(least_platforms=1, most=5, **options):
    return catalogues(least=least_platforms, most=most).flatmap(
        lambda catalogue: st.tuples(st.just(catalogue), answers_to(catalogue, **options))
    )


def without_memo(catalogue, **changes):
    """A catalogue with these changes and nothing remembered."""
    return replace(catalogue, **changes)


def changed(catalogue, platform, *, support=None, ratings=None, uses=None):
    """The catalogue with one platform's cells changed; a rating or use of None is taken away."""
    new_support = {**platform.support, **{slug: make_support(slug, value) for slug, value in (support or {}).items()}}
    new_ratings = {slug: rating for slug, rating in {**platform.ratings, **(ratings or {})}.items() if rating}
    new_uses = {**platform.uses, **{goal: make_use(goal, level) for goal, level in (uses or {}).items()}}
    new = replace(
        platform,
        support=MappingProxyType(new_support),
        ratings=MappingProxyType(new_ratings),
        uses=MappingProxyType({goal: use for goal, use in new_uses.items() if use.level is not None}),
    )
    return without_memo(catalogue, platforms=tuple(new if p is platform else p for p in catalogue.platforms))


def free_of(answers):
    """The answers without all that rules out or sets apart."""
    return replace(answers, musts=(), country="", age="", field="", strict=False, back=())


def meets_all(platform, answers):
    return all(platform.supports(slug).value is Value.YES for slug in answers.musts)


def groups(ranking, answers, *, of_tiers=False):
    """What is ordered by score: those that fit, those with other reservations, those with a doubtful must-have."""
    sure = [tier for tier in ranking.reserved_tiers if meets_all(tier[0].platform, answers)]
    doubtful = ranking.reserved_tiers[len(sure) :]
    sections = (ranking.tiers, sure, doubtful)
    return sections if of_tiers else [[m for tier in tiers for m in tier] for tiers in sections]


def scores(catalogue, answers):
    """Every platform's score, ruled out or not: that of a ruled out one is what it would have without must-haves."""
    ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)
    free = match(catalogue=catalogue, answers=free_of(answers), with_what_if=False)
    return {m.platform.slug: m.score for m in (*free.matches, *ranking.matches)}


# Examples by hand


def two_platforms():
    return make_catalogue(
        make_platform(
            "net", support={"photos": "no", "jobs": "yes"}, ratings={"focus": (3, 4)}, uses={"career": 4, "share": 1}
        ),
        make_platform(
            "snap", support={"photos": "yes", "jobs": "unknown"}, ratings={"focus": 0}, uses={"career": 1, "share": 4}
        ),
        traits=[make_trait("focus")],
        features=[make_feature("photos"), make_feature("jobs")],
        goals=[
            make_goal("career", Need(3, feature="jobs"), Need(1, trait="focus", target=4)),
            make_goal("share", Need(1, feature="photos")),
        ],
    )


def test_one_goal_by_hand():
    """net: use 4, needs (3*1 + 1*1) / 4 = 1, so (2*1 + 1) / 3 = 1.

    snap: use 1, needs (3*1/2 + 1*0) / 4 = 3/8, between 0 and 3/4, so (2*1/4 + 3/8) / 3 = 7/24, between 4/24 and 10/24.
    Known: the use (2/3) and a quarter of the needs (1/12).
    """
    net, snap = match(catalogue=two_platforms(), answers=Answers(goals=("career",))).fits

    assert (net.platform.slug, net.score.point, net.tier, net.rank) == ("net", 1, 1, 1)
    assert (snap.score.low, snap.score.point, snap.score.high) == (Fraction(4, 24), Fraction(7, 24), Fraction(10, 24))
    assert snap.score.known == Fraction(3, 4)
    assert (snap.tier, snap.rank, snap.could_lead) == (2, 2, False)


def test_goals_and_a_wish_by_hand():
    """Weights 12 (career matters), 6, 1.

    net: share has use 1 and no photos, (2*1/4 + 0) / 3 = 1/6; a wish two levels off 2/5 (from 3 to 1).
    snap: career 7/24, share 1, a wish one level off 3/4.
    """
    answers = Answers(goals=("career", "share"), wishes=(("focus", 1),), matters=("career",))

    net, snap = match(catalogue=two_platforms(), answers=answers).fits

    assert net.score.point == (12 * 1 + 6 * Fraction(1, 6) + Fraction(2, 5)) / 19
    assert snap.score.point == (12 * Fraction(7, 24) + 6 * 1 + Fraction(3, 4)) / 19
    assert [reason.contribution for reason in net.reasons] == [
        Fraction(12, 19), Fraction(1, 19), Fraction(2, 5) / 19,
    ]  # fmt: skip


def test_a_must_have_in_four_words():
    """No: ruled out. Partly and unknown: apart, whatever the score. Strict: partly counts as no."""
    values = {"met": "yes", "half": "partly", "open": "unknown", "lacks": "no"}
    catalogue = make_catalogue(
        *(
            make_platform(slug, support={"photos": value}, uses={"share": 1 if slug == "met" else 4})
            for slug, value in values.items()
        ),
        goals=[make_goal("share", Need(1, feature="photos"))],
    )
    answers = Answers(goals=("share",), musts=("photos",))

    ranking = match(catalogue=catalogue, answers=answers)

    assert [m.platform.slug for m in ranking.fits] == ["met"]
    assert {m.platform.slug: m.reservations[0].doubt for m in ranking.reserved} == {
        "half": Doubt.LIMITS, "open": Doubt.UNCONFIRMED,
    }  # fmt: skip
    assert [(out.platform.slug, [f.slug for f in out.broken]) for out in ranking.ruled_out] == [("lacks", ["photos"])]
    strict = match(catalogue=catalogue, answers=replace(answers, strict=True))
    assert [m.platform.slug for m in strict.reserved] == ["open"]
    assert {out.platform.slug for out in strict.ruled_out} == {"half", "lacks"}
    back = match(catalogue=catalogue, answers=replace(answers, back=("lacks",)))
    assert {m.platform.slug: m.reservations[0].doubt for m in back.reserved}["lacks"] is Doubt.LACKED


PEOPLE = [
    ({"country": "DE"}, {"offered": ("US", "CA")}, ["country"], False),
    ({"country": "CA"}, {"offered": ("US", "CA")}, [], False),
    ({"country": "CN"}, {"not_offered": ("CN",)}, ["country"], False),
    ({"age": "13-15"}, {"minimum": 16}, ["age"], False),
    ({"age": "13-15"}, {"minimum": 14}, [], True),
    ({"age": "13-15"}, {"minimum": 13}, [], False),
    ({"age": "13-15", "country": "AU"}, {"minimum": 13, "exceptions": {"AU": 16}}, ["age"], False),
    ({"age": "18"}, {"minimum": 21}, [], False),
    ({"age": "under-13"}, {"minimum": 0}, [], False),
    ({"age": "under-13", "country": "DE"}, {}, [], False),
]


@pytest.mark.parametrize(("person", "audience", "not_for", "partly"), PEOPLE)
def test_country_and_age_decide_who_may_join(person, audience, not_for, partly):
    platform = make_platform("net", uses={"share": 4}, audience=make_audience(**audience))
    catalogue = make_catalogue(platform, goals=[make_goal("share")])

    ranking = match(catalogue=catalogue, answers=Answers(goals=("share",), back=("net",), **person))

    assert [list(out.not_for) for out in ranking.ruled_out] == ([not_for] if not_for else [])
    assert [m.is_partly_too_young for m in ranking.matches] == ([] if not_for else [partly])
    assert all(not out.can_return for out in ranking.ruled_out)


@pytest.mark.parametrize(
    ("field", "fields", "needs", "place"),
    [
        ("design", ("design",), ("student-email",), "fits"),
        ("design", (), ("student-email",), "fits"),
        ("design", ("science",), (), "reserved"),
        ("other", ("science",), ("phone",), "reserved"),
        ("design", ("science",), ("student-email",), "out"),
        ("", ("science",), ("student-email",), "fits"),
    ],
)
def test_another_field_is_a_reservation_or_needs_proof(field, fields, needs, place):
    audience = make_audience(fields=fields, needs=needs)
    catalogue = make_catalogue(make_platform("net", uses={"share": 4}, audience=audience), goals=[make_goal("share")])

    ranking = match(catalogue=catalogue, answers=Answers(goals=("share",), field=field))

    assert [bool(ranking.fits), bool(ranking.reserved), bool(ranking.ruled_out)] == [
        place == "fits", place == "reserved", place == "out",
    ]  # fmt: skip
    assert all(out.can_return and out.not_for == (Obstacle.FIELD,) for out in ranking.ruled_out)


def test_an_unknown_use_stands_apart():
    catalogue = make_catalogue(
        make_platform("known", uses={"share": 1}), make_platform("open", support={"photos": "yes"}),
        goals=[make_goal("share")],
    )  # fmt: skip

    ranking = match(catalogue=catalogue, answers=Answers(goals=("share",)))

    assert [m.platform.slug for m in ranking.fits] == ["known"]
    assert [(r.doubt, r.key) for m in ranking.reserved for r in m.reservations] == [(Doubt.USE_UNKNOWN, "share")]


def test_the_pair_by_hand():
    """career: net 1, snap 7/24; share: net 1/6, snap 1. Alone 7/12 and 31/48, together 1: 17/48 more."""
    pair = match(catalogue=two_platforms(), answers=Answers(goals=("career", "share"))).pair

    assert (pair.cover, pair.best_single) == (1, Fraction(31, 48))
    assert [g.slug for g in pair.first_serves] == ["share"]
    assert [g.slug for g in pair.second_serves] == ["career"]


def test_what_if_finds_the_smallest_change_to_first_tier():
    answers = Answers(goals=("career", "share"), matters=("career",))

    ranking = match(catalogue=two_platforms(), answers=answers)

    assert ranking.matches[0].platform.slug == "net"
    assert [(w.step.value, w.key, [p.slug for p in w.first], w.staying) for w in ranking.what_if] == [
        ("drop-goal", "career", ["snap"], 2)
    ]
    assert (ranking.steadiness.changes, ranking.steadiness.keeping) == (2, 1)
    assert ranking.steadiness.nearest.key == "career"


# What must always be true


@invariant
@given(with_answers())
def test_01_scores_lie_between_0_and_1_inside_their_band(both):
    for span in scores(*both).values():
        assert 0 <= span.low <= span.point <= span.high <= 1


@invariant
@given(with_answers(), st.sampled_from(FEATURES))
def test_02_a_better_value_never_lowers_a_score(both, feature):
    catalogue, answers = both
    platform = catalogue.platforms[0]

    points = [
        scores(changed(catalogue, platform, support={feature: value}), answers).get(platform.slug)
        for value in (Value.NO, Value.PARTLY, Value.YES)
    ]

    assert all(a is None or b is None or a.point <= b.point for a, b in pairwise(points))


@invariant
@given(with_answers(), st.sampled_from(FEATURES), st.sampled_from(TRAITS), st.sampled_from(GOALS))
def test_03_unknown_counts_as_the_mean_of_possible_values(both, feature, trait, goal):
    catalogue, answers = both
    platform = catalogue.platforms[0]

    def point(**cells):
        return scores(changed(catalogue, platform, **cells), answers).get(platform.slug)

    if answers.counted:
        by_use = [point(uses={goal: level}).point for level in LEVELS]
        assert point(uses={goal: None}).point == sum(by_use) / 5
        by_value = [point(support={feature: value}).point for value in (Value.NO, Value.PARTLY, Value.YES)]
        assert point(support={feature: Value.UNKNOWN}).point == sum(by_value) / 3
        by_level = [point(ratings={trait: make_rating(trait, level)}).point for level in LEVELS]
        assert point(ratings={trait: None}).point == sum(by_level) / 5


@invariant
@given(
    with_answers(),
    st.sampled_from(FEATURES),
    st.sampled_from(TRAITS),
    st.sampled_from(GOALS),
    st.sampled_from(Value),
    levels,
)
def test_04_bands_contain_the_truth_and_only_narrow(both, feature, trait, goal, value, level):
    catalogue, answers = both
    platform = catalogue.platforms[0]
    ignorant = changed(catalogue, platform, support={feature: Value.UNKNOWN}, ratings={trait: None}, uses={goal: None})
    before = scores(ignorant, answers).get(platform.slug)

    rated = {trait: make_rating(trait, level)}
    learnt = changed(catalogue, platform, support={feature: value}, ratings=rated, uses={goal: level})
    after = scores(learnt, answers).get(platform.slug)

    if before and after:
        assert before.low <= after.low <= after.point <= after.high <= before.high


@invariant
@given(with_answers(least_platforms=2))
def test_05_other_platforms_never_change_a_score(both):
    catalogue, answers = both[0], free_of(both[1])
    alone = without_memo(catalogue, platforms=catalogue.platforms[:1])

    slug = catalogue.platforms[0].slug
    assert scores(alone, answers).get(slug) == scores(catalogue, answers).get(slug)


@invariant
@given(with_answers(least_platforms=2, least=1), levels, levels)
def test_06_a_wish_all_meet_equally_reorders_nothing(both, level, wish):
    catalogue, answers = both
    equal = catalogue
    for platform in catalogue.platforms:
        present = equal.platform_by_slug[platform.slug]
        equal = changed(equal, present, ratings={"visibility": make_rating("visibility", level)})
    asked = answers.without("visibility")
    goals = tuple(
        replace(g, needs=tuple(n for n in g.needs if n.trait != "visibility") or (Need(1, feature="photos"),))
        for g in equal.goals
    )
    equal = without_memo(equal, goals=goals)

    def order(given):
        return [m.platform.slug for m in match(catalogue=equal, answers=given, with_what_if=False).matches]

    assert order(asked.wishing("visibility", wish)) == order(asked)


@invariant
@given(with_answers(least_platforms=2), st.randoms(use_true_random=False))
def test_07_ranking_ignores_order_and_names_and_doubles_tie(both, random):
    catalogue, answers = both[0], replace(both[1], back=())
    shuffled = list(catalogue.platforms)
    random.shuffle(shuffled)
    other = without_memo(
        catalogue,
        platforms=tuple(replace(p, name=f"Z{n}") for n, p in enumerate(shuffled)),
        goals=tuple(reversed(catalogue.goals)),
        traits=tuple(reversed(catalogue.traits)),
    )

    def rank(given):
        ranking = match(catalogue=given, answers=answers)
        return [(m.platform.slug, m.tier, m.score) for m in ranking.matches], [
            (w.step, w.key, {p.slug for p in w.first}) for w in ranking.what_if
        ]

    assert rank(other) == rank(catalogue)
    double = replace(catalogue.platforms[0], slug="double")
    twice = match(catalogue=without_memo(catalogue, platforms=(*catalogue.platforms, double)), answers=answers)
    tiers = {m.platform.slug: m.tier for m in twice.matches}
    assert tiers.get("double") == tiers.get(catalogue.platforms[0].slug)


@invariant
@given(with_answers())
def test_08_contributions_add_up_exactly(both):
    for found in match(catalogue=both[0], answers=both[1], with_what_if=False).matches:
        assert sum(reason.contribution for reason in found.reasons) == found.score.point


@invariant
@given(with_answers(least=1))
def test_09_must_haves_only_remove_or_set_apart(both):
    catalogue, answers = both
    free = match(catalogue=catalogue, answers=replace(answers, musts=(), strict=False), with_what_if=False)
    bound = match(catalogue=catalogue, answers=answers, with_what_if=False)

    free_scores = {m.platform.slug: m.score for m in free.matches}
    assert {m.platform.slug: m.score for m in bound.matches}.items() <= free_scores.items()
    assert {m.platform.slug for m in bound.fits} <= {m.platform.slug for m in free.fits}
    broken = {Value.NO, Value.PARTLY} if answers.strict else {Value.NO}
    for gone in bound.ruled_out:
        assert gone.broken or gone.not_for
        assert all(gone.platform.supports(feature.slug).value in broken for feature in gone.broken)


@invariant
@given(with_answers(least_platforms=2, least=1, musts=False), st.data())
def test_10_raising_a_goal_never_hurts_its_best_leader(both, data):
    catalogue, answers = both[0], free_of(both[1])
    goal = data.draw(st.sampled_from(answers.goals))
    assume(goal not in answers.matters and len(answers.matters) < 3)

    def points(slug):
        return goal_span(
            catalogue=catalogue, platform=catalogue.platform_by_slug[slug], goal=catalogue.goal_by_slug[goal]
        ).point

    ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)
    section = [m.platform.slug for m in ranking.fits or ranking.reserved]
    assume(all(points(section[0]) >= points(slug) for slug in section))
    raised = scores(catalogue, replace(answers, matters=(*answers.matters, goal)))

    assert all(raised[section[0]].point >= raised[slug].point for slug in section)


@invariant
@given(
    st.lists(levels, min_size=5, max_size=5),
    st.lists(levels, min_size=5, max_size=5),
    st.lists(levels, min_size=5, max_size=5),
)
def test_11_one_goal_fully_met_outweighs_five_plain_wishes(mine, theirs, wishes):
    traits = [f"t{n}" for n in range(5)]
    catalogue = make_catalogue(
        make_platform(
            "has", support={"photos": "yes"}, uses={"share": 4}, ratings=dict(zip(traits, mine, strict=True))
        ),
        make_platform(
            "lacks", support={"photos": "no"}, uses={"share": 0}, ratings=dict(zip(traits, theirs, strict=True))
        ),
        traits=[make_trait(slug) for slug in traits],
        goals=[make_goal("share", Need(1, feature="photos"))],
    )
    answers = Answers(goals=("share",), wishes=tuple(zip(traits, wishes, strict=True)))

    assert match(catalogue=catalogue, answers=answers).matches[0].platform.slug == "has"


@invariant
@given(with_answers())
def test_12_mirroring_two_sided_scales_changes_nothing(both):
    catalogue, answers = both
    turned_traits = {trait.slug for trait in catalogue.traits if trait.scale is Scale.TWO_SIDED}

    def turn(rating: Rating):
        if rating.trait not in turned_traits:
            return rating
        return replace(rating, low=4 - rating.high, high=4 - rating.low)

    turned = without_memo(
        catalogue,
        platforms=tuple(
            replace(p, ratings=MappingProxyType({s: turn(r) for s, r in p.ratings.items()}))
            for p in catalogue.platforms
        ),
        goals=tuple(
            replace(g, needs=tuple(replace(n, target=4 - n.target) if n.trait in turned_traits else n for n in g.needs))
            for g in catalogue.goals
        ),
    )
    mirrored = replace(answers, wishes=tuple((t, 4 - u if t in turned_traits else u) for t, u in answers.wishes))

    assert scores(turned, mirrored) == scores(catalogue, answers)


@invariant
@given(with_answers(most=8))
def test_13_tiers_are_narrow_and_no_answers_rank_nothing(both):
    catalogue, answers = both
    ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)

    for tiers in groups(ranking, answers, of_tiers=True):
        points = [[m.score.point for m in tier] for tier in tiers]
        leaders = [max(tier) for tier in points]
        for tier in points:
            assert max(tier) - min(tier) <= TIER_WIDTH
        assert all(a - b > TIER_WIDTH for a, b in pairwise(leaders))
    if not answers.counted:
        assert (ranking.matches, ranking.ruled_out, ranking.pair, ranking.what_if) == ((), (), None, ())


@invariant
@given(with_answers(least=1), st.data())
def test_14_a_skipped_question_has_no_effect(both, data):
    catalogue, answers = both
    needed = {need.trait for goal in catalogue.goals for need in goal.needs}
    assume(not needed.issuperset(TRAITS))
    trait = data.draw(st.sampled_from([trait for trait in TRAITS if trait not in needed]))
    skipped = answers.without(trait)
    never_asked = without_memo(catalogue, traits=tuple(t for t in catalogue.traits if t.slug != trait))

    assert scores(never_asked, skipped) == scores(catalogue, skipped)


@invariant
@given(with_answers(most=8))
def test_15_rounding_for_display_never_inverts_an_order(both):
    ranking = match(catalogue=both[0], answers=both[1], with_what_if=False)

    for section in groups(ranking, both[1]):
        shown = [m.hundredths[1] for m in section]
        assert shown == sorted(shown, reverse=True)


@invariant
@given(with_answers(least_platforms=2, least=1))
def test_16_a_pair_covers_at_least_its_better_member(both):
    catalogue, answers = both
    assume(answers.goals)
    one, other = catalogue.platforms[:2]
    ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)
    fits = [m.platform for m in ranking.fits]

    def cover(first, second):
        return pair_cover(catalogue=catalogue, first=first, second=second, answers=answers)

    assert cover(one, other) == cover(other, one) >= max(cover(one, one), cover(other, other))
    best = max((cover(a, b) for a in fits for b in fits), default=0)
    assert bool(ranking.pair) == (best >= max((cover(p, p) for p in fits), default=1) + PAIR_GAIN)
    if pair := ranking.pair:
        assert pair.first in fits
        assert pair.second in fits
        assert pair.cover == cover(pair.first, pair.second) == best >= pair.best_single + PAIR_GAIN
        assert pair.first_serves
        assert pair.second_serves


@invariant
@given(with_answers(least=1))
def test_17_who_may_not_join_is_never_ranked(both):
    catalogue, answers = both

    for found in match(catalogue=catalogue, answers=answers, with_what_if=False).matches:
        countries, ages = found.platform.audience.countries, found.platform.audience.ages
        if answers.country and countries and countries.offered:
            assert answers.country in countries.offered
        if answers.age and ages:
            assert AGES[answers.age] >= ages.exceptions.get(answers.country, ages.minimum)


@invariant
@given(with_answers(least=1))
def test_18_country_age_and_field_change_no_score(both):
    catalogue, answers = both
    unasked = scores(catalogue, replace(answers, country="", age="", field=""))

    for found in match(catalogue=catalogue, answers=answers, with_what_if=False).matches:
        assert found.score == unasked[found.platform.slug]


@invariant
@given(with_answers(least_platforms=2, most=8, least=1))
def test_19_the_order_shown_is_that_of_scores(both):
    ranking = match(catalogue=both[0], answers=both[1], with_what_if=False)

    for section in groups(ranking, both[1]):
        order = [(-m.score.point, m.platform.slug) for m in section]
        assert order == sorted(order)
        for a, b in pairwise(section):
            assert (a.rank == b.rank) == (a.score.point == b.score.point)
            assert a.rank <= b.rank


@invariant
@given(with_answers(least_platforms=2, most=8, least=1))
def test_20_nobody_with_a_doubtful_must_have_stands_above(both):
    catalogue, answers = both
    met = [
        meets_all(m.platform, answers) for m in match(catalogue=catalogue, answers=answers, with_what_if=False).matches
    ]

    assert met == sorted(met, reverse=True)


@invariant
@given(with_answers(least=1), st.sampled_from(GOALS))
def test_21_a_higher_use_never_lowers_a_score(both, goal):
    catalogue, answers = both
    platform = catalogue.platforms[0]

    points = [
        scores(changed(catalogue, platform, uses={goal: level}), answers)[platform.slug].point for level in LEVELS
    ]

    assert points == sorted(points)


# And of what is told beside the ranking


@given(with_answers(least_platforms=2, least=1))
def test_what_if_predicts_what_really_follows(both):
    catalogue, answers = both

    for what_if in match(catalogue=catalogue, answers=answers).what_if:
        after = match(catalogue=catalogue, answers=what_if.answers, with_what_if=False)
        tiers = after.tiers or after.reserved_tiers
        assert [p.slug for p in what_if.first] == [m.platform.slug for m in (tiers[0] if tiers else ())]
        assert what_if.staying == len(after.matches)


@given(with_answers(least=1))
def test_reasons_match_the_formula(both):
    catalogue, answers = both

    for found in match(catalogue=catalogue, answers=answers, with_what_if=False).matches:
        for reason in found.reasons:
            if reason.goal:
                assert reason.span == goal_span(catalogue=catalogue, platform=found.platform, goal=reason.goal)
            else:
                rating = found.platform.ratings.get(reason.key)
                assert reason.span == trait_span(trait=reason.trait, rating=rating, wish=reason.wish)
        assert [reason.contribution for reason in found.reasons] == sorted(
            (reason.contribution for reason in found.reasons), reverse=True
        )


@given(with_answers(least=1))
def test_could_lead_needs_little_known_and_a_high_maximum(both):
    ranking = match(catalogue=both[0], answers=both[1], with_what_if=False)
    known = [m.score.point for m in ranking.matches if m.known_enough]

    for found in ranking.matches:
        if found.could_lead:
            assert found.score.known < KNOWN_ENOUGH
            assert found.score.high > max(known)


def test_a_memo_of_another_revision_is_never_used():
    catalogue = two_platforms()
    answers = Answers(goals=("share",))
    before = scores(catalogue, answers)["net"].point

    after = scores(changed(catalogue, catalogue.platform_by_slug["net"], support={"photos": "yes"}), answers)[
        "net"
    ].point

    assert (before, after) == (Fraction(1, 6), Fraction(1, 2))


def test_an_unrated_wish_spans_its_possible_range():
    span = trait_span(trait=make_trait(), rating=None, wish=0)

    assert (span.low, span.point, span.high) == (0, Fraction(9, 20), 1)
    assert make_evidence().cited
