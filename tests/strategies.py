"""Catalogues made up by Hypothesis: a few traits, features, goals and platforms with every kind of gap."""

from hypothesis import strategies as st

from platforms.domain.answers import Answers
from platforms.domain.catalogue import LEVELS, Need, Scale, Value
from tests.cast import make_catalogue, make_feature, make_goal, make_platform, make_trait

TRAITS = ("focus", "visibility", "effort")
FEATURES = ("photos", "groups", "job-listings", "events")
GOALS = ("career", "meet-in-person", "share-creative")

levels = st.sampled_from(LEVELS)
values = st.sampled_from(Value)


@st.composite
def ranges(draw):
    low = draw(levels)
    return low, draw(st.integers(low, LEVELS[-1]))


@st.composite
def platforms(draw, slug="somewhere"):
    return make_platform(
        slug,
        ratings=draw(st.dictionaries(st.sampled_from(TRAITS), ranges())),
        support=draw(st.dictionaries(st.sampled_from(FEATURES), values)),
        facts=draw(st.dictionaries(st.just("launched"), st.sampled_from(["2003", "2010"]))),
    )


@st.composite
def needs(draw):
    features = draw(st.lists(st.sampled_from(FEATURES), unique=True, max_size=4))
    traits = draw(st.lists(st.sampled_from(TRAITS), unique=True, min_size=0 if features else 1, max_size=2))
    weight = st.integers(1, 3)
    return (
        *(Need(draw(weight), feature=slug) for slug in features),
        *(Need(draw(weight), trait=slug, target=draw(levels)) for slug in traits),
    )


@st.composite
def catalogues(draw, least=1, most=5):
    count = draw(st.integers(least, most))
    return make_catalogue(
        *(draw(platforms(f"p{number}")) for number in range(count)),
        traits=[
            make_trait(slug, order=n, scale=Scale.CEILING if slug == "effort" else Scale.TWO_SIDED)
            for n, slug in enumerate(TRAITS)
        ],
        features=[make_feature(slug, order=n) for n, slug in enumerate(FEATURES)],
        goals=[make_goal(slug, *draw(needs()), order=n) for n, slug in enumerate(GOALS)],
    )


@st.composite
def answers_to(draw, catalogue, *, least=0, musts=True):
    """Answers that the questionnaire over this catalogue could give, at least `least` goals or wishes."""
    goals = draw(st.lists(st.sampled_from(GOALS), unique=True, min_size=least, max_size=3))
    wishes = draw(st.dictionaries(st.sampled_from(TRAITS), levels, max_size=3))
    answered = [*goals, *wishes]
    return Answers(
        goals=tuple(sorted(goals)),
        wishes=tuple(sorted(wishes.items())),
        musts=tuple(sorted(draw(st.lists(st.sampled_from(FEATURES), unique=True, max_size=2)))) if musts else (),
        matters=tuple(sorted(draw(st.lists(st.sampled_from(answered), unique=True, max_size=3)))) if answered else (),
    )
