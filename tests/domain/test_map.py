"""No two platforms in one place, and order kept along both axes."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.map import COLUMNS, layout
from tests.cast import make_catalogue, make_platform
from tests.strategies import ranges

places = st.lists(st.tuples(ranges(), ranges()), max_size=60)


def catalogue_of(pairs):
    return make_catalogue(
        *(make_platform(f"p{n}", ratings={"focus": focus, "visibility": seen}) for n, (focus, seen) in enumerate(pairs))
    )


def spots(found):
    return {place.platform.slug: (place.column, row) for row, places in enumerate(found.rows) for place in places}


@given(places)
def test_every_platform_has_a_place_of_its_own_on_the_grid(pairs):
    found = spots(layout(catalogue=catalogue_of(pairs)))

    assert len(found) == len(pairs)
    assert len(set(found.values())) == len(pairs)
    assert all(1 <= column <= COLUMNS for column, _ in found.values())


@given(places)
def test_order_is_kept_along_both_axes(pairs):
    catalogue = catalogue_of(pairs)
    found = spots(layout(catalogue=catalogue))

    for (one, (column, row)), (other, (other_column, other_row)) in combinations(found.items(), 2):
        mine, theirs = (catalogue.platform_by_slug[slug].ratings for slug in (one, other))
        focus, other_focus = mine["focus"].middle, theirs["focus"].middle
        seen, other_seen = mine["visibility"].middle, theirs["visibility"].middle
        if focus != other_focus:
            assert (column <= other_column) if focus < other_focus else (column >= other_column)
        if seen != other_seen:
            assert (row > other_row) == (seen < other_seen)


@given(places, st.randoms(use_true_random=False))
def test_the_map_is_the_same_whatever_the_order(pairs, random):
    catalogue = catalogue_of(pairs)
    shuffled = list(catalogue.platforms)
    random.shuffle(shuffled)

    assert layout(catalogue=make_catalogue(*shuffled)).rows == layout(catalogue=catalogue).rows


def test_a_platform_without_a_rating_stands_elsewhere():
    lost = make_platform("lost", ratings={"focus": 1})

    assert layout(catalogue=make_catalogue(lost)).elsewhere == (lost,)
