"""Catalogues made up by Hypothesis: a few traits, features, goals and platforms with every kind of gap."""

from functools import cache
from itertools import permutations

from hypothesis import strategies as st

from platforms.domain.catalogue.scales import Need
from platforms.domain.matching.admission import AGE_BANDS
from platforms.domain.matching.answers import Answers
from platforms.domain.vocabulary import LEVELS, Scale, Value
from tests.cast import make_audience, make_catalogue, make_feature, make_goal, make_platform, make_trait

TRAITS = ("focus", "visibility", "effort")
FEATURES = ("photos", "groups", "job-listings", "events")
GOALS = ("career", "meet-in-person", "share-creative")

levels = st.sampled_from(LEVELS)
values = st.sampled_from(Value)


@cache
def some_of(names, *, least=0, most=None):
    """Some of a few names, in any order: one draw, where a list without doubles takes many."""
    sizes = range(least, (len(names) if most is None else most) + 1)
    return st.sampled_from([some for size in sizes for some in permutations(names, size)])


def or_none(cells):
    """Cells that may be missing."""
    return st.none() | cells


# Made once, here: putting a strategy together takes longer than drawing from it.
RANGES = [(low, high) for low in LEVELS for high in LEVELS if low <= high]
RATINGS = st.tuples(*[or_none(st.sampled_from(RANGES)) for _ in TRAITS])
SUPPORT = st.tuples(*[or_none(values) for _ in FEATURES])
LAUNCHED = or_none(st.sampled_from(["2003", "2010"]))
WISHES = st.tuples(*[or_none(levels) for _ in TRAITS])
USES = st.tuples(*[or_none(levels) for _ in GOALS])
COUNTRIES = ("DE", "AU", "US")
AUDIENCES = st.sampled_from(
    [
        make_audience(offered=offered, minimum=minimum, exceptions=exceptions, fields=fields, needs=needs)
        for offered in (None, (), ("DE",), ("US", "AU"))
        for minimum in (None, 0, 13, 16, 21)
        for exceptions in ({}, {"AU": 16}, {"DE": 14})
        for fields in (None, (), ("design",), ("science", "student"))
        for needs in (None, (), ("student-email",), ("phone",))
    ]
)
WEIGHTS = st.integers(1, 3)
FEW_TRAITS = st.just(()) | some_of(TRAITS, most=2)


def ranges():
    return st.sampled_from(RANGES)


def present(names, cells):
    """The cells that are not missing, by their names."""
    return {name: cell for name, cell in zip(names, cells, strict=True) if cell is not None}


@st.composite
def platforms(draw, slug="somewhere"):
    return make_platform(
        slug,
        ratings=present(TRAITS, draw(RATINGS)),
        support=present(FEATURES, draw(SUPPORT)),
        facts=present(["launched"], [draw(LAUNCHED)]),
        uses=present(GOALS, draw(USES)),
        audience=draw(AUDIENCES),
    )


@st.composite
def needs(draw):
    features = draw(some_of(FEATURES))
    traits = draw(FEW_TRAITS if features else some_of(TRAITS, least=1, most=2))
    return (
        *(Need(draw(WEIGHTS), feature=slug) for slug in features),
        *(Need(draw(WEIGHTS), trait=slug, target=draw(levels)) for slug in traits),
    )


NEEDS = needs()
PLATFORMS = [platforms(f"p{number}") for number in range(10)]


@st.composite
def catalogues(draw, least=1, most=5):
    count = draw(st.integers(least, most))
    return make_catalogue(
        *(draw(PLATFORMS[number]) for number in range(count)),
        traits=[
            make_trait(slug, order=n, scale=Scale.CEILING if slug == "effort" else Scale.TWO_SIDED)
            for n, slug in enumerate(TRAITS)
        ],
        features=[make_feature(slug, order=n) for n, slug in enumerate(FEATURES)],
        goals=[make_goal(slug, *draw(NEEDS), order=n) for n, slug in enumerate(GOALS)],
    )


@st.composite
def answers_to(draw, catalogue, *, least=0, musts=True, about_you=True):
    """Answers that the questionnaire over this catalogue could give, at least `least` goals or wishes."""
    goals = draw(some_of(GOALS, least=least))
    wishes = present(TRAITS, draw(WISHES))
    answered = (*goals, *wishes)
    return Answers(
        goals=tuple(sorted(goals)),
        wishes=tuple(sorted(wishes.items())),
        musts=tuple(sorted(draw(some_of(FEATURES, most=2)))) if musts else (),
        matters=tuple(sorted(draw(some_of(answered, most=3)))),
        country=draw(st.sampled_from(["", *COUNTRIES])) if about_you else "",
        age=draw(st.sampled_from(["", *AGE_BANDS])) if about_you else "",
        field=draw(st.sampled_from(["", "design", "other"])) if about_you else "",
        strict=draw(st.booleans()) if musts else False,
        back=tuple(sorted(draw(some_of(tuple(catalogue.platform_by_slug)[:2])))) if about_you else (),
    )
