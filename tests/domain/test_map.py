"""No two platforms in one place, and order kept along both axes."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.comparing.map import ABREAST, COLUMNS, MOST_TOGETHER, layout
from tests.cast import make_catalogue, make_feature, make_platform, make_trait
from tests.strategies import ranges

TRAITS = (make_trait("focus"), make_trait("visibility"))

places = st.lists(st.tuples(ranges(), ranges()), max_size=60)


def catalogue_of(pairs):
    return make_catalogue(
        *(
            make_platform(f"p{n}", ratings={"focus": focus, "visibility": seen})
            for n, (focus, seen) in enumerate(pairs)
        ),
        traits=TRAITS,
    )


def spots(found):
    """Band from the top, column and number of each platform."""
    return {
        place.platform.slug: (row, place.column, place.number)
        for row, band in enumerate(found.bands)
        for place in band.places
    }


@given(places)
def test_platforms_never_share_a_place_at_any_width(pairs):
    found = layout(catalogue=catalogue_of(pairs))
    narrow = spots(found)
    wide = [
        (row, place.column, place.number // ABREAST, place.third)
        for row, band in enumerate(found.bands)
        for place in band.places
    ]

    assert len(narrow) == len(set(narrow.values())) == len(set(wide)) == len(pairs) - found.more
    assert all(1 <= column <= COLUMNS for _, column, _ in narrow.values())
    for band in found.bands:
        cells = {}
        for place in band.places:
            cells.setdefault(place.column, []).append(place.number)
        assert all(numbers == list(range(len(numbers))) for numbers in cells.values())


@given(places)
def test_the_map_keeps_the_order_along_both_axes(pairs):
    catalogue = catalogue_of(pairs)
    found = spots(layout(catalogue=catalogue))

    for (one, (row, column, number)), (other, (other_row, other_column, other_number)) in combinations(
        found.items(), 2
    ):
        mine, theirs = (catalogue.platform_by_slug[slug].ratings for slug in (one, other))
        focus, other_focus = mine["focus"].middle, theirs["focus"].middle
        seen, other_seen = mine["visibility"].middle, theirs["visibility"].middle
        if focus != other_focus:
            assert (column <= other_column) if focus < other_focus else (column >= other_column)
        else:
            assert column == other_column
        if seen != other_seen:
            assert (row >= other_row) if seen < other_seen else (row <= other_row)
            if (row, column) == (other_row, other_column):
                assert (number > other_number) == (seen < other_seen)


@given(places)
def test_each_band_holds_platforms_of_its_level(pairs):
    for band in layout(catalogue=catalogue_of(pairs)).bands:
        for place in band.places:
            assert 0 <= band.level.value - place.platform.ratings["visibility"].middle <= 0.5


@given(places, st.randoms(use_true_random=False))
def test_platform_order_does_not_change_the_map(pairs, random):
    catalogue = catalogue_of(pairs)
    shuffled = list(catalogue.platforms)
    random.shuffle(shuffled)

    assert layout(catalogue=make_catalogue(*shuffled, traits=TRAITS)).bands == layout(catalogue=catalogue).bands


def test_unrated_platforms_are_listed_outside_the_map():
    lost = make_platform("lost", ratings={"focus": 1})

    assert layout(catalogue=make_catalogue(lost, traits=TRAITS)).elsewhere == (lost,)
    assert layout(catalogue=make_catalogue(lost, traits=())).elsewhere == (lost,)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_crowded_places_show_the_best_known_platforms(known):
    features = [make_feature(f"f{n}") for n in range(6)]
    crowd = [
        make_platform(
            f"p{n:02}",
            ratings={"focus": 1, "visibility": 1},
            support={feature.slug: "yes" for feature in features[:much]},
        )
        for n, much in enumerate(known)
    ]

    found = layout(catalogue=make_catalogue(*crowd, traits=TRAITS, features=features))

    drawn = [int(platform.slug[1:]) for platform in found.platforms]
    assert len(drawn) == min(len(known), MOST_TOGETHER)
    assert found.more == found.bands[0].more == len(known) - len(drawn)
    left_out = [much for n, much in enumerate(known) if n not in drawn]
    assert min(known[n] for n in drawn) >= max(left_out, default=0)
