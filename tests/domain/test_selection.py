from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.comparing.filters import Filters, Sort
from platforms.domain.comparing.selection import Selection, Show
from tests.cast import make_catalogue, make_feature, make_trait

SLUGS = ["facebook", "linkedin", "meetup", "x", "instagram"]
GOALS = ["career", "organise", "audience"]

selections = st.builds(
    Selection,
    slugs=st.lists(st.sampled_from(SLUGS), unique=True, min_size=1, max_size=4).map(tuple),
    show=st.sampled_from(Show),
    goals=st.lists(st.sampled_from(GOALS), unique=True).map(sorted).map(tuple),
)


@given(selections)
def test_a_selection_round_trips_through_its_address(selection):
    parsed = Selection.parse(selection.path, parse_qs(selection.query), known_goals=GOALS)

    assert parsed == selection


@given(selections, st.sampled_from(SLUGS))
def test_adding_then_removing_changes_nothing(selection, slug):
    if slug not in selection.slugs:
        assert selection.adding(slug).without(slug) == selection
    assert selection.adding(slug).slugs.count(slug) == 1


@given(selections)
def test_swapping_all_the_way_round_restores_the_order(selection):
    turned = selection
    for _ in range(len(selection.slugs)):
        turned = turned.swapped(turned.slugs[0])

    assert turned == selection


@given(selections, st.sampled_from(SLUGS))
def test_replacing_never_creates_duplicates(selection, new):
    old = selection.slugs[0]

    replaced = selection.replaced(old, new)

    assert new in replaced.slugs
    assert len(set(replaced.slugs)) == len(replaced.slugs)


@given(selections)
def test_all_orders_share_one_canonical_address(selection):
    turned = selection.swapped(selection.slugs[-1])

    assert turned.canonical == selection.canonical


@given(st.text(max_size=200), st.dictionaries(st.sampled_from(["show", "goals", "x"]), st.lists(st.text(), max_size=3)))
def test_rubbish_parses_to_a_canonical_selection(path, query):
    parsed = Selection.parse(path, query, known_goals=GOALS)

    assert Selection.parse(parsed.path, parse_qs(parsed.query), known_goals=GOALS) == parsed


CATALOGUE = make_catalogue(
    traits=[make_trait("focus"), make_trait("visibility")], features=[make_feature("photos"), make_feature("groups")]
)

filters = st.builds(
    Filters,
    search=st.sampled_from(["", "linked in", "café & co"]),
    kinds=st.sampled_from([(), ("social",), ("social", "both")]),
    goals=st.sampled_from([(), ("career",)]),
    features=st.sampled_from([(), ("photos",), ("groups", "photos")]),
    levels=st.sampled_from([(), (("focus", 0, 1),), (("focus", 2, 2), ("visibility", 1, 4))]),
    sort=st.sampled_from(Sort),
)


@given(filters)
def test_filters_round_trip_through_their_address(wanted):
    parsed = Filters.parse(parse_qs(wanted.query), catalogue=CATALOGUE)

    assert parsed == wanted


@given(filters)
def test_removing_every_filter_leaves_none(wanted):
    for kind in wanted.kinds:
        wanted = wanted.without("kinds", kind)
    for feature in wanted.features:
        wanted = wanted.without("features", feature)

    for goal in wanted.goals:
        wanted = wanted.without("goals", goal)
    for trait, _, _ in wanted.levels:
        wanted = wanted.without("levels", trait)

    assert not wanted.without("search").active
