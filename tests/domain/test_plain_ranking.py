"""The quick ranking against a plain one: scores from the formula, all pairs tried, all changes ranked anew."""

from fractions import Fraction
from itertools import combinations

from hypothesis import assume, given
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


AGES = {"under-13": (0, 12), "13-15": (13, 15), "16-17": (16, 17), "18": (18, 99)}


def may_join(platform, answers):
    """Neither the country nor every age of the band speaks against it."""
    countries, ages = platform.audience.countries, platform.audience.ages
    if answers.country and countries and countries.offered and answers.country not in countries.offered:
        return False
    if answers.age and ages:
        return AGES[answers.age][1] >= ages.exceptions.get(answers.country, ages.minimum)
    return True


def section(platform, answers):
    """fits, reserved, doubtful or out."""
    if not may_join(platform, answers):
        return "out"
    values = {platform.supports(slug).value for slug in answers.musts}
    fields, joining = platform.audience.fields, platform.audience.joining
    other_field = bool(answers.field and fields and fields.fields and answers.field not in fields.fields)
    needs_proof = other_field and joining and "student-email" in joining.needs
    broken = Value.NO in values or (answers.strict and Value.PARTLY in values) or needs_proof
    if broken and platform.slug not in answers.back:
        return "out"
    if values - {Value.YES}:
        return "doubtful"
    use_unknown = any(goal not in platform.uses for goal in answers.goals)
    return "reserved" if use_unknown or other_field else "fits"


def plain_tiers(catalogue, answers, wanted="fits"):
    """Lists of slugs, by score and then by slug: the tiers of one section."""
    left = {
        platform.slug: plain_score(catalogue, answers, platform).point
        for platform in catalogue.platforms
        if section(platform, answers) == wanted
    }
    order = sorted(left, key=lambda slug: (-left[slug], slug))
    tiers = []
    while order:
        tiers.append([slug for slug in order if left[slug] >= left[order[0]] - TIER_WIDTH])
        order = order[len(tiers[-1]) :]
    return tiers


def plain_first_tier(catalogue, answers):
    tiers = [tier for wanted in ("fits", "reserved", "doubtful") for tier in plain_tiers(catalogue, answers, wanted)]
    return tiers[0] if tiers else []


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
    """Every change of one answer, the smallest first: its size, key and level, the answers then."""
    changes = [
        (abs(level - wish), trait, level, answers.wishing(trait, level))
        for trait, wish in answers.wishes
        for level in LEVELS
        if level != wish
    ]
    changes += [(4, slug, -1, answers.without("must", slug)) for slug in answers.musts]
    changes += [(5, key, -1, answers.without(key)) for key in ("country", "age", "field") if getattr(answers, key)]
    if len(answers.goals) + len(answers.wishes) > 1:
        changes += [(3, trait, -1, answers.without(trait)) for trait, _ in answers.wishes]
        changes += [(6, slug, -1, answers.without("goal", slug)) for slug in answers.goals]
    return sorted(changes, key=lambda change: change[:3])


def plain_count(catalogue, answers):
    return sum(section(platform, answers) != "out" for platform in catalogue.platforms)


def plain_chips(catalogue, answers):
    """For each answer the smallest change that alters the first tier or how many stay."""
    before, count, seen = plain_first_tier(catalogue, answers), plain_count(catalogue, answers), set()
    for _, slug, level, changed in plain_changes(catalogue, answers):
        after, staying = plain_first_tier(catalogue, changed), plain_count(catalogue, changed)
        if slug not in seen and (set(after) != set(before) or staying != count):
            seen.add(slug)
            yield slug, None if level == -1 else level, changed, after, staying


def plain_leaders(catalogue, answers):
    """Those with the highest score of the best section."""
    tier = plain_first_tier(catalogue, answers)
    scores = {slug: plain_score(catalogue, answers, catalogue.platform_by_slug[slug]).point for slug in tier}
    return {slug for slug, score in scores.items() if score == max(scores.values())}


@given(both)
def test_tiers_and_scores_match_the_formula(both):
    catalogue, answers = both

    ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)

    for tiers, sections in ((ranking.tiers, ["fits"]), (ranking.reserved_tiers, ["reserved", "doubtful"])):
        plain = [tier for wanted in sections for tier in plain_tiers(catalogue, answers, wanted)]
        assert [[found.platform.slug for found in tier] for tier in tiers] == plain
        for n, tier in enumerate(tiers, start=1):
            for found in tier:
                assert found.tier == n
                assert found.score == plain_score(catalogue, answers, found.platform)
                spans = (found.score.low, found.score.point, found.score.high)
                assert found.hundredths == tuple(round(Fraction(100) * number) for number in spans)
                assert found.is_open == (found.score.low != found.score.high)
                assert bool(found.reservations) == (sections != ["fits"])


@given(both)
def test_no_other_pair_is_better(both):
    catalogue, answers = both

    ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)

    pair = ranking.pair
    found = pair and (pair.cover, [pair.first.slug, pair.second.slug])
    assert found == plain_pair(catalogue, answers, [each.platform.slug for each in ranking.fits])


@given(both)
def test_what_if_lists_the_smallest_change_of_each_answer(both):
    catalogue, answers = both

    changes = match(catalogue=catalogue, answers=answers).what_if

    assert [
        (change.key, change.level, change.answers, [platform.slug for platform in change.first], change.staying)
        for change in changes
    ] == list(plain_chips(catalogue, answers))


@given(both)
def test_steadiness_counts_the_single_steps_that_keep_the_leader(both):
    catalogue, answers = both
    now = plain_leaders(catalogue, answers)
    assume(now)

    steady = match(catalogue=catalogue, answers=answers).steadiness

    changes = plain_changes(catalogue, answers)
    keeping = [bool(now & plain_leaders(catalogue, changed)) for *_, changed in changes]
    single = [keeps for keeps, (size, _, level, _) in zip(keeping, changes, strict=True) if level == -1 or size == 1]
    assert (steady.changes, steady.keeping) == (len(single), sum(single))
    flips = [changed for keeps, (*_, changed) in zip(keeping, changes, strict=True) if not keeps]
    assert (steady.nearest.answers if steady.nearest else None) == (flips[0] if flips else None)
