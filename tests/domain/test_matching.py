"""The sixteen things that must always be true of the ranking, and examples that a reader can follow on paper."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from hypothesis import assume, given
from hypothesis import strategies as st

from platforms.domain.catalogue.cells import Rating
from platforms.domain.catalogue.scales import Need
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.matches import KNOWN_ENOUGH
from platforms.domain.matching.pairing import PAIR_GAIN
from platforms.domain.matching.ranking import match
from platforms.domain.matching.scoring import trait_span
from platforms.domain.matching.weighing import TIER_WIDTH
from platforms.domain.vocabulary import LEVELS, Scale, Value
from tests.cast import (
    make_catalogue,
    make_evidence,
    make_feature,
    make_goal,
    make_platform,
    make_rating,
    make_support,
    make_trait,
)
from tests.domain.formula import goal_span
from tests.domain.test_plain_ranking import pair_cover
from tests.strategies import FEATURES, TRAITS, answers_to, catalogues, levels


def with_answers(least_platforms=1, most=5, **options):
    return catalogues(least=least_platforms, most=most).flatmap(
        lambda catalogue: st.tuples(st.just(catalogue), answers_to(catalogue, **options))
    )


def without_memo(catalogue, **changes):
    """A catalogue with these changes and nothing remembered."""
    return replace(catalogue, **changes)


def changed(catalogue, platform, *, support=None, ratings=None):
    """The catalogue with one platform's cells changed; a rating of None is taken away."""
    new_support = {**platform.support, **{slug: make_support(slug, value) for slug, value in (support or {}).items()}}
    new_ratings = {slug: rating for slug, rating in {**platform.ratings, **(ratings or {})}.items() if rating}
    new = replace(platform, support=MappingProxyType(new_support), ratings=MappingProxyType(new_ratings))
    return without_memo(catalogue, platforms=tuple(new if p is platform else p for p in catalogue.platforms))


def scores(catalogue, answers):
    """Every platform's score, ruled out or not: that of a ruled out one is what it would have without must-haves."""
    ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)
    free = match(catalogue=catalogue, answers=replace(answers, musts=()), with_what_if=False)
    return {m.platform.slug: m.score for m in (*free.matches, *ranking.matches)}


# Examples by hand


def two_platforms():
    return make_catalogue(
        make_platform("net", support={"photos": "no", "jobs": "yes"}, ratings={"focus": (3, 4)}),
        make_platform("snap", support={"photos": "yes", "jobs": "unknown"}, ratings={"focus": 0}),
        traits=[make_trait("focus")],
        features=[make_feature("photos"), make_feature("jobs")],
        goals=[
            make_goal("career", Need(3, feature="jobs"), Need(1, trait="focus", target=4)),
            make_goal("share", Need(1, feature="photos")),
        ],
    )


def test_one_goal_by_hand():
    """net: (3*1 + 1*1) / 4 = 1. snap: (3*1/2 + 1*0) / 4 = 3/8, between 0 and 3/4, a quarter of it known."""
    net, snap = match(catalogue=two_platforms(), answers=Answers(goals=("career",))).matches

    assert (net.platform.slug, net.score.point, net.tier) == ("net", 1, 1)
    assert (snap.score.low, snap.score.point, snap.score.high) == (0, Fraction(3, 8), Fraction(3, 4))
    assert snap.score.known == Fraction(1, 4)
    assert (snap.tier, snap.could_lead) == (2, False)


def test_goals_and_a_wish_by_hand():
    """Weights 12 (career matters), 6, 1: net (12*1 + 6*0 + 1*1/2) / 19, snap (12*3/8 + 6*1 + 1*3/4) / 19."""
    answers = Answers(goals=("career", "share"), wishes=(("focus", 1),), matters=("career",))

    net, snap = match(catalogue=two_platforms(), answers=answers).matches

    assert net.score.point == Fraction(25, 38)
    assert snap.score.point == Fraction(45, 76)
    assert [reason.contribution for reason in net.reasons] == [Fraction(12, 19), Fraction(1, 38), 0]


def test_broken_must_haves_rule_out_and_unknown_ones_do_not():
    ranking = match(catalogue=two_platforms(), answers=Answers(goals=("share",), musts=("photos",)))

    assert [m.platform.slug for m in ranking.matches] == ["snap"]
    assert [(r.platform.slug, [f.slug for f in r.broken]) for r in ranking.ruled_out] == [("net", ["photos"])]
    unsure = match(catalogue=two_platforms(), answers=Answers(goals=("share",), musts=("jobs",)))
    assert [f.slug for f in unsure.matches[0].unconfirmed] == ["jobs"]


def test_the_pair_by_hand():
    """career: net 1, snap 3/8; share: net 0, snap 1. Alone 1/2 and 11/16, together 1: 5/16 more."""
    pair = match(catalogue=two_platforms(), answers=Answers(goals=("career", "share"))).pair

    assert (pair.cover, pair.best_single) == (1, Fraction(11, 16))
    assert [g.slug for g in pair.first_serves] == ["share"]
    assert [g.slug for g in pair.second_serves] == ["career"]


def test_what_if_finds_the_smallest_change_to_first_tier():
    answers = Answers(goals=("career", "share"), matters=("career",))

    ranking = match(catalogue=two_platforms(), answers=answers)

    assert ranking.matches[0].platform.slug == "net"
    assert [(w.step.value, w.key, [p.slug for p in w.first]) for w in ranking.what_if] == [
        ("drop-goal", "career", ["snap"])
    ]


# What must always be true


@given(with_answers())
def test_01_scores_lie_between_0_and_1_inside_their_band(both):
    for span in scores(*both).values():
        assert 0 <= span.low <= span.point <= span.high <= 1


@given(with_answers(), st.sampled_from(FEATURES))
def test_02_a_better_value_never_lowers_a_score(both, feature):
    catalogue, answers = both
    platform = catalogue.platforms[0]

    points = [
        scores(changed(catalogue, platform, support={feature: value}), answers).get(platform.slug)
        for value in (Value.NO, Value.PARTLY, Value.YES)
    ]

    assert all(a is None or b is None or a.point <= b.point for a, b in pairwise(points))


@given(with_answers(), st.sampled_from(FEATURES), st.sampled_from(TRAITS))
def test_03_unknown_counts_as_the_mean_of_possible_values(both, feature, trait):
    catalogue, answers = both
    platform = catalogue.platforms[0]

    def point(**cells):
        return scores(changed(catalogue, platform, **cells), answers).get(platform.slug)

    if answers.counted:
        by_value = [point(support={feature: value}).point for value in (Value.NO, Value.PARTLY, Value.YES)]
        assert point(support={feature: Value.UNKNOWN}).point == sum(by_value) / 3
        by_level = [point(ratings={trait: make_rating(trait, level)}).point for level in LEVELS]
        assert point(ratings={trait: None}).point == sum(by_level) / 5


@given(with_answers(), st.sampled_from(FEATURES), st.sampled_from(TRAITS), st.sampled_from(Value), levels)
def test_04_bands_contain_the_truth_and_only_narrow(both, feature, trait, value, level):
    catalogue, answers = both
    platform = catalogue.platforms[0]
    ignorant = changed(catalogue, platform, support={feature: Value.UNKNOWN}, ratings={trait: None})
    before = scores(ignorant, answers).get(platform.slug)

    learnt = changed(catalogue, platform, support={feature: value}, ratings={trait: make_rating(trait, level)})
    after = scores(learnt, answers).get(platform.slug)

    if before and after:
        assert before.low <= after.low <= after.point <= after.high <= before.high


@given(with_answers(least_platforms=2))
def test_05_other_platforms_never_change_a_score(both):
    catalogue, answers = both
    alone = without_memo(catalogue, platforms=catalogue.platforms[:1])

    slug = catalogue.platforms[0].slug
    assert scores(alone, answers).get(slug) == scores(catalogue, answers).get(slug)


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


@given(with_answers(least_platforms=2), st.randoms(use_true_random=False))
def test_07_ranking_ignores_order_and_names_and_doubles_tie(both, random):
    catalogue, answers = both
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


@given(with_answers())
def test_08_contributions_add_up_exactly(both):
    for found in match(catalogue=both[0], answers=both[1], with_what_if=False).matches:
        assert sum(reason.contribution for reason in found.reasons) == found.score.point


@given(with_answers(least=1))
def test_09_must_haves_only_remove_platforms_that_break_them(both):
    catalogue, answers = both
    free = match(catalogue=catalogue, answers=replace(answers, musts=()), with_what_if=False)
    bound = match(catalogue=catalogue, answers=answers, with_what_if=False)

    free_scores = {m.platform.slug: m.score for m in free.matches}
    assert {m.platform.slug: m.score for m in bound.matches}.items() <= free_scores.items()
    assert len(bound.matches) + len(bound.ruled_out) == len(free.matches)
    for gone in bound.ruled_out:
        assert gone.broken
        assert all(gone.platform.supports(feature.slug).value is Value.NO for feature in gone.broken)


@given(with_answers(least_platforms=2, least=1, musts=False), st.data())
def test_10_raising_a_goal_never_hurts_its_best_leader(both, data):
    catalogue, answers = both
    goal = data.draw(st.sampled_from(answers.goals))
    assume(goal not in answers.matters and len(answers.matters) < 3)

    def points(slug):
        return goal_span(
            catalogue=catalogue, platform=catalogue.platform_by_slug[slug], goal=catalogue.goal_by_slug[goal]
        ).point

    leader = match(catalogue=catalogue, answers=answers, with_what_if=False).matches[0].platform.slug
    assume(all(points(leader) >= points(p.slug) for p in catalogue.platforms))
    raised = scores(catalogue, replace(answers, matters=(*answers.matters, goal)))

    assert all(raised[leader].point >= span.point for span in raised.values())


@given(
    st.lists(levels, min_size=5, max_size=5),
    st.lists(levels, min_size=5, max_size=5),
    st.lists(levels, min_size=5, max_size=5),
)
def test_11_one_goal_fully_met_outweighs_five_plain_wishes(mine, theirs, wishes):
    traits = [f"t{n}" for n in range(5)]
    catalogue = make_catalogue(
        make_platform("has", support={"photos": "yes"}, ratings=dict(zip(traits, mine, strict=True))),
        make_platform("lacks", support={"photos": "no"}, ratings=dict(zip(traits, theirs, strict=True))),
        traits=[make_trait(slug) for slug in traits],
        goals=[make_goal("share", Need(1, feature="photos"))],
    )
    answers = Answers(goals=("share",), wishes=tuple(zip(traits, wishes, strict=True)))

    assert match(catalogue=catalogue, answers=answers).matches[0].platform.slug == "has"


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


@given(with_answers(most=8))
def test_13_tiers_are_narrow_and_no_answers_rank_nothing(both):
    catalogue, answers = both
    ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)

    points = [[m.score.point for m in tier] for tier in ranking.tiers]
    leaders = [max(tier) for tier in points]
    for tier in points:
        assert max(tier) - min(tier) <= TIER_WIDTH
    assert all(a - b > TIER_WIDTH for a, b in pairwise(leaders))
    if not answers.counted:
        assert (ranking.matches, ranking.ruled_out, ranking.pair, ranking.what_if) == ((), (), None, ())


@given(with_answers(least=1), st.data())
def test_14_a_skipped_question_has_no_effect(both, data):
    catalogue, answers = both
    needed = {need.trait for goal in catalogue.goals for need in goal.needs}
    assume(not needed.issuperset(TRAITS))
    trait = data.draw(st.sampled_from([trait for trait in TRAITS if trait not in needed]))
    skipped = answers.without(trait)
    never_asked = without_memo(catalogue, traits=tuple(t for t in catalogue.traits if t.slug != trait))

    assert scores(never_asked, skipped) == scores(catalogue, skipped)


@given(with_answers(most=8))
def test_15_rounding_for_display_never_inverts_an_order(both):
    shown = [round(m.score.point * 100) for m in match(catalogue=both[0], answers=both[1], with_what_if=False).matches]

    assert shown == sorted(shown, reverse=True)


@given(with_answers(least_platforms=2, least=1, musts=False))
def test_16_a_pair_covers_at_least_its_better_member(both):
    catalogue, answers = both
    assume(answers.goals)
    one, other = catalogue.platforms[:2]

    def cover(first, second):
        return pair_cover(catalogue=catalogue, first=first, second=second, answers=answers)

    assert cover(one, other) == cover(other, one) >= max(cover(one, one), cover(other, other))
    pair = match(catalogue=catalogue, answers=answers, with_what_if=False).pair
    best = max(cover(a, b) for a in catalogue.platforms for b in catalogue.platforms)
    assert bool(pair) == (best >= max(cover(p, p) for p in catalogue.platforms) + PAIR_GAIN)
    if pair:
        assert pair.cover == cover(pair.first, pair.second) >= pair.best_single + PAIR_GAIN
        assert pair.cover == max(cover(a, b) for a in catalogue.platforms for b in catalogue.platforms)
        assert pair.first_serves
        assert pair.second_serves


# And of what is told beside the ranking


@given(with_answers(least_platforms=2, least=1))
def test_what_if_predicts_the_actual_first_tier(both):
    catalogue, answers = both
    ranking = match(catalogue=catalogue, answers=answers)
    first = {m.platform.slug for m in ranking.matches if m.tier == 1}

    for what_if in ranking.what_if:
        after = match(catalogue=catalogue, answers=what_if.answers, with_what_if=False)
        told = {p.slug for p in what_if.first}
        assert told == {m.platform.slug for m in after.matches if m.tier == 1}
        assert told != first
    assert len(ranking.what_if) <= 3


@given(with_answers(least_platforms=2, least=1))
def test_what_if_misses_no_smaller_change(both):
    catalogue, answers = both
    changes = {answers.wishing(trait, level): abs(level - wish) for trait, wish in answers.wishes for level in LEVELS}
    changes |= {answers.without("must", slug): 4 for slug in answers.musts}
    if answers.counted > 1:
        changes |= {answers.without(trait): 3 for trait, _ in answers.wishes}
        changes |= {answers.without("goal", slug): 6 for slug in answers.goals}

    def first(given):
        ranking = match(catalogue=catalogue, answers=given, with_what_if=False)
        return {m.platform.slug for m in ranking.matches if m.tier == 1}

    ranking = match(catalogue=catalogue, answers=answers)
    sizes = sorted(size for given, size in changes.items() if first(given) not in (set(), first(answers)))
    assume(ranking.matches)
    assert [changes[change.answers] for change in ranking.what_if] == sizes[:3]


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

    assert (before, after) == (0, 1)


def test_an_unrated_wish_spans_its_possible_range():
    span = trait_span(trait=make_trait(), rating=None, wish=0)

    assert (span.low, span.point, span.high) == (0, Fraction(1, 2), 1)
    assert make_evidence().cited
