"""The quick ranking against a plain one: scores from the formula, all pairs tried, all changes ranked anew."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.matching.answers import Answers
from platforms.domain.matching.pairing import PAIR_GAIN
from platforms.domain.matching.ranking import match
from platforms.domain.matching.scoring import trait_span
from platforms.domain.matching.sections import TIER_WIDTH
from platforms.domain.matching.table import weighted
from platforms.domain.vocabulary import LEVELS, Value
from tests.domain.formula import goal_span, weighted_mean
from tests.strategies import FEATURES, GOALS, TRAITS, answers_to, catalogues, levels


@st.composite
def full_answers(draw, catalogue):
    """Every goal, a wish on every trait, and must-haves: all that can be said of a made-up catalogue."""
    return Answers(
        goals=tuple(sorted(GOALS)),
        wishes=tuple((trait, draw(levels)) for trait in sorted(TRAITS)),
        musts=tuple(sorted(draw(st.lists(st.sampled_from(FEATURES), unique=True, max_size=3)))),
        matters=tuple(sorted(draw(st.lists(st.sampled_from((*GOALS, *TRAITS)), unique=True, max_size=3)))),
    )


both = catalogues(least=2, most=9).flatmap(
    lambda catalogue: st.tuples(st.just(catalogue), answers_to(catalogue, least=1) | full_answers(catalogue))
)


def plain_score(catalogue, answers, platform):
    parts = [
        (12 if slug in answers.matters else 6, goal_span(catalogue=catalogue, platform=platform, goal=goal))
        for slug, goal in catalogue.goal_by_slug.items()
        if slug in answers.goals
    ]
    for slug, wish in answers.wishes:
        trait, rating = catalogue.trait_by_slug[slug], platform.ratings.get(slug)
        parts.append((3 if slug in answers.matters else 1, trait_span(trait=trait, rating=rating, wish=wish)))
    return weighted_mean(parts)


def plain_tiers(catalogue, answers):
    """Lists of slugs; each sorted, since inside a tier nobody is before anybody."""
    left = {
        platform.slug: plain_score(catalogue, answers, platform).point
        for platform in catalogue.platforms
        if all(platform.supports(slug).value is not Value.NO for slug in answers.musts)
    }
    tiers = []
    while left:
        leader = max(left.values())
        tiers.append(sorted(slug for slug, point in left.items() if point >= leader - TIER_WIDTH))
        left = {slug: point for slug, point in left.items() if slug not in tiers[-1]}
    return tiers


def pair_cover(*, catalogue, first, second, answers):
    """Each goal by the better of the two, by weight."""
    parts = weighted(answers)[: len(answers.goals)]
    cover = sum(
        weight
        * max(
            goal_span(catalogue=catalogue, platform=platform, goal=catalogue.goal_by_slug[slug]).point
            for platform in (first, second)
        )
        for weight, (slug, _) in parts
    )
    return Fraction(cover, sum(weight for weight, _ in parts))


def plain_pair(catalogue, answers, stay):
    """Cover and slugs: the pair that serves the goals best; of equal ones that with the better member, then by slug."""
    if len(answers.goals) < 2 or len(stay) < 2:
        return None
    platforms = [catalogue.platform_by_slug[slug] for slug in sorted(stay)]

    def cover(one, other):
        return pair_cover(catalogue=catalogue, first=one, second=other, answers=answers)

    alone = {platform.slug: cover(platform, platform) for platform in platforms}

    def rank(pair):
        return -cover(*pair), -max(alone[platform.slug] for platform in pair)

    best = min(combinations(platforms, 2), key=rank)
    if cover(*best) < max(alone.values()) + PAIR_GAIN:
        return None
    return cover(*best), sorted((platform.slug for platform in best), key=lambda slug: (-alone[slug], slug))


def plain_changes(catalogue, answers):
    """Every change that alters the first tier: its size, slug and level, and who is in that tier then."""
    changes = [
        (abs(level - wish), trait, level, answers.wishing(trait, level))
        for trait, wish in answers.wishes
        for level in LEVELS
        if level != wish
    ]
    changes += [(4, slug, -1, answers.without("must", slug)) for slug in answers.musts]
    if len(answers.goals) + len(answers.wishes) > 1:
        changes += [(3, trait, -1, answers.without(trait)) for trait, _ in answers.wishes]
        changes += [(6, slug, -1, answers.without("goal", slug)) for slug in answers.goals]
    before = plain_tiers(catalogue, answers)[:1]
    for _, slug, level, changed in sorted(changes, key=lambda change: change[:3]):
        after = plain_tiers(catalogue, changed)[:1]
        if before and after != before:
            yield slug, None if level == -1 else level, changed, after[0]


@given(both)
def test_tiers_and_scores_match_the_formula(both):
    catalogue, answers = both

    ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)

    assert [[found.platform.slug for found in tier] for tier in ranking.tiers] == plain_tiers(catalogue, answers)
    for n, tier in enumerate(ranking.tiers, start=1):
        for found in tier:
            assert found.tier == n
            assert found.score == plain_score(catalogue, answers, found.platform)
            spans = (found.score.low, found.score.point, found.score.high)
            assert found.hundredths == tuple(round(Fraction(100) * number) for number in spans)
            assert found.is_open == (found.score.low != found.score.high)
    points = [found.score.point for found in ranking.matches]
    assert points == sorted(points, reverse=True)


@given(both)
def test_no_other_pair_is_better(both):
    catalogue, answers = both

    ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)

    pair = ranking.pair
    found = pair and (pair.cover, [pair.first.slug, pair.second.slug])
    assert found == plain_pair(catalogue, answers, [each.platform.slug for each in ranking.matches])


@given(both)
def test_what_if_lists_the_first_changes_to_first_tier(both):
    catalogue, answers = both

    told = match(catalogue=catalogue, answers=answers).what_if

    assert [
        (change.key, change.level, change.answers, sorted(platform.slug for platform in change.first))
        for change in told
    ] == list(plain_changes(catalogue, answers))[:3]
