from fractions import Fraction

from hypothesis import given

from platforms.domain.comparing.similar import likeness, similar
from tests.cast import make_catalogue, make_feature, make_platform, make_trait
from tests.strategies import catalogues


@given(catalogues(least=2))
def test_likeness_is_symmetric_and_between_0_and_1(catalogue):
    one, other = catalogue.platforms[:2]

    there = likeness(catalogue=catalogue, one=one, other=other)

    assert there == likeness(catalogue=catalogue, one=other, other=one)
    assert 0 <= there <= 1
    assert likeness(catalogue=catalogue, one=one, other=one) in (0, 1)


@given(catalogues(least=2, most=6))
def test_the_most_similar_platforms_come_first(catalogue):
    platform = catalogue.platforms[0]

    found = similar(catalogue=catalogue, platform=platform)

    assert platform not in [each.platform for each in found]
    assert [each.likeness for each in found] == sorted((each.likeness for each in found), reverse=True)
    for each in found:
        assert all(each.platform.supports(f.slug).value == "yes" for f in each.gains)
        assert all(platform.supports(f.slug).value == "yes" for f in each.losses)


def test_likeness_by_hand():
    """A trait of weight 3, two of four levels apart: 3/2; a feature alike: 1; (3/2 + 1) / 4."""
    catalogue = make_catalogue(
        make_platform("a", ratings={"focus": 0}, support={"photos": "yes"}),
        make_platform("b", ratings={"focus": 2}, support={"photos": "yes"}),
        traits=[make_trait("focus")],
        features=[make_feature("photos")],
    )

    assert likeness(catalogue=catalogue, one=catalogue.platforms[0], other=catalogue.platforms[1]) == Fraction(5, 8)
