"""The map: no two platforms in one cell, order kept across, the same map for the same catalogue."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.catalogue.from_document import platform_of
from platforms.domain.comparing.map import COLUMNS, MOST, ROWS, WIDE_COLUMNS, layout
from tests.cast import make_catalogue, make_figure, make_platform, make_trait
from tests.strategies import ranges

TRAITS = (make_trait("focus"), make_trait("visibility"))

places = st.lists(st.tuples(ranges(), ranges()), max_size=60)


def catalogue_of(pairs, **overrides):
    return make_catalogue(
        *(
            make_platform(f"p{n:04}", ratings={"focus": focus, "visibility": seen}, **overrides)
            for n, (focus, seen) in enumerate(pairs)
        ),
        traits=TRAITS,
    )


def middle(platform, trait):
    return platform.ratings[trait].middle


@given(places)
def test_every_platform_has_a_cell_of_its_own(pairs):
    found = layout(catalogue=catalogue_of(pairs))

    assert len(found.places) == min(len(pairs), MOST)
    for columns, cells in (
        (COLUMNS, [place.cell for place in found.places]),
        (WIDE_COLUMNS, [place.wide_cell for place in found.places]),
    ):
        assert len({(cell.column, cell.row) for cell in cells}) == len(cells)
        assert all(1 <= cell.column <= columns and 1 <= cell.row <= ROWS for cell in cells)


@given(places)
def test_nobody_stands_right_of_a_more_professional_one(pairs):
    for one, other in combinations(layout(catalogue=catalogue_of(pairs)).places, 2):
        if middle(one.platform, "focus") < middle(other.platform, "focus"):
            assert one.cell.column <= other.cell.column
            assert one.wide_cell.column <= other.wide_cell.column


@given(places)
def test_within_a_column_the_more_public_stands_higher(pairs):
    for one, other in combinations(layout(catalogue=catalogue_of(pairs)).places, 2):
        if one.cell.column == other.cell.column:
            more_public = middle(one.platform, "visibility") > middle(other.platform, "visibility")
            assert not (more_public and one.cell.row > other.cell.row)


@given(places.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(range(len(pairs))))))
def test_the_order_of_platforms_in_the_catalogue_changes_nothing(given_pairs):
    pairs, order = given_pairs
    catalogue = catalogue_of(pairs)
    shuffled = make_catalogue(*(catalogue.platforms[n] for n in order), traits=TRAITS)

    assert layout(catalogue=shuffled) == layout(catalogue=catalogue)


@given(places)
def test_a_halo_holds_its_own_cell_and_lies_on_the_map(pairs):
    for place in layout(catalogue=catalogue_of(pairs)).places:
        cell, halo = place.cell, place.halo
        assert halo.column <= cell.column < halo.column + halo.width <= COLUMNS + 1
        assert halo.row <= cell.row < halo.row + halo.height <= ROWS + 1


@given(places)
def test_a_gap_is_empty_and_large(pairs):
    found = layout(catalogue=catalogue_of(pairs))
    if gap := found.gap:
        assert min(gap.width, gap.height) >= 2
        for place in found.places:
            inside = gap.column <= place.cell.column < gap.column + gap.width
            assert not (inside and gap.row <= place.cell.row < gap.row + gap.height)


def test_of_too_many_those_with_most_people_are_drawn():
    catalogue = make_catalogue(
        *(
            make_platform(f"p{n:04}", ratings={"focus": n % 5, "visibility": n % 4}, figures=(make_figure(n),))
            for n in range(3000)
        ),
        traits=TRAITS,
    )

    drawn = {place.platform.slug for place in layout(catalogue=catalogue).places}

    assert drawn == {f"p{n:04}" for n in range(3000 - MOST, 3000)}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_platforms_have_a_map_too(count):
    assert len(layout(catalogue=catalogue_of([((1, 2), (0, 4))] * count)).places) == count


def test_few_pairs_of_the_shipped_platforms_are_turned_upwards(shipped):
    platforms = [platform_of(part, shipped.sources) for part in shipped.platforms]
    found = layout(catalogue=make_catalogue(*platforms, traits=TRAITS)).places
    pairs = [
        (one, other)
        for one in found
        for other in found
        if middle(one.platform, "visibility") > middle(other.platform, "visibility")
    ]

    turned = [pair for pair in pairs if pair[0].cell.row > pair[1].cell.row]
    assert len(turned) <= len(pairs) / 10
