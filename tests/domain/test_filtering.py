import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.comparing.filtering import browse, facets, nearest
from platforms.domain.comparing.filters import Filters, Sort
from platforms.domain.search.searching import search
from platforms.domain.vocabulary import Kind
from tests.cast import make_catalogue, make_platform
from tests.strategies import FEATURES, catalogues, ranges

CATALOGUE = make_catalogue(
    make_platform(
        "linkedin", name="LinkedIn", kind=Kind.PROFESSIONAL, ratings={"focus": (3, 4)}, facts={"launched": "2003"}
    ),
    make_platform(
        "x", name="X (Twitter)", also_known_as=("Twitter",), ratings={"focus": 2}, facts={"launched": "2006"}
    ),
    make_platform("facebook", name="Facebook", support={"photos": "yes"}, ratings={"focus": 0}),
)


def found(**filters):
    return [platform.slug for platform in browse(catalogue=CATALOGUE, filters=Filters(**filters))]


def test_without_filters_all_platforms_are_sorted_by_name():
    assert found() == ["facebook", "linkedin", "x"]


@pytest.mark.parametrize("text", ["twitter", "TWITTER", "linkedn", "linked in", "facebok"])
def test_search_finds_names_aliases_and_typos(text):
    assert len(search(catalogue=CATALOGUE, phrase=text).named) == 1


@pytest.mark.parametrize(
    ("text", "slugs"), [("link", ["linkedin"]), ("TWIT", ["x"]), ("book", []), ("f", ["facebook"])]
)
def test_the_start_of_a_name_finds_it(text, slugs):
    assert [platform.slug for platform in search(catalogue=CATALOGUE, phrase=text).platforms] == slugs


def test_an_unrelated_search_finds_nothing():
    assert search(catalogue=CATALOGUE, phrase="qqqqqq").is_empty


def test_filters_narrow_together():
    assert found(kinds=("social",), features=("photos",)) == ["facebook"]


def test_each_sort_order_puts_unknown_last():
    assert found(sort=Sort.SOCIAL_FIRST) == ["facebook", "x", "linkedin"]
    assert found(sort=Sort.PROFESSIONAL_FIRST) == ["linkedin", "x", "facebook"]
    assert found(sort=Sort.NEWEST) == ["x", "linkedin", "facebook"]
    assert found(sort=Sort.OLDEST) == ["linkedin", "x", "facebook"]


@given(catalogues(most=6), st.sets(st.sampled_from(FEATURES)), st.sampled_from(Sort))
def test_adding_a_filter_never_finds_more(catalogue, features, sort):
    wide = browse(catalogue=catalogue, filters=Filters(sort=sort))
    narrow = browse(catalogue=catalogue, filters=Filters(sort=sort, features=tuple(features)))

    assert [p for p in wide if p in narrow] == list(narrow)


@given(st.text(max_size=300))
def test_any_text_gets_at_most_three_suggestions(text):
    assert len(nearest(catalogue=CATALOGUE, name=text)) <= 3


@given(catalogues(most=6), st.sets(st.sampled_from(FEATURES), max_size=2))
def test_facet_counts_match_the_filtered_results(catalogue, features):
    filters = Filters(features=tuple(sorted(features)))
    counts = facets(catalogue=catalogue, filters=filters)

    for slug, count in counts.features.items():
        chosen = Filters(features=tuple(sorted({*features, slug})))
        assert count.met == len(browse(catalogue=catalogue, filters=chosen))
    for slug, count in counts.goals.items():
        assert count.met == len(browse(catalogue=catalogue, filters=Filters(features=filters.features, goals=(slug,))))
    for kind, count in counts.kinds.items():
        assert count.met == len(browse(catalogue=catalogue, filters=Filters(features=filters.features, kinds=(kind,))))


@given(catalogues(most=6), ranges())
def test_range_counts_match_the_results_of_that_range(catalogue, asked):
    filters = Filters(levels=(("focus", *asked),))

    for (trait, low, high), count in facets(catalogue=catalogue, filters=filters).levels.items():
        others = tuple(level for level in filters.levels if level[0] != trait)
        chosen = Filters(levels=(*others, (trait, low, high)))
        assert count.met == len(browse(catalogue=catalogue, filters=chosen))


def test_overlapping_ratings_match_a_range_of_levels():
    assert found(levels=(("focus", 0, 2),)) == ["facebook", "x"]
    assert found(levels=(("focus", 4, 4),)) == ["linkedin"]
