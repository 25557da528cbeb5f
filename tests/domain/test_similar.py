from fractions import Fraction

from hypothesis import given

from platforms.domain.comparing.similar import likeness, similar, sketch
from tests.cast import make_catalogue, make_feature, make_platform, make_trait
from tests.strategies import catalogues


@given(catalogues(least=2))
def test_likeness_is_symmetric_and_between_0_and_1(catalogue):
    one, other = (sketch(catalogue, platform) for platform in catalogue.platforms[:2])

    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) in (0, 1)


@given(catalogues(least=2, most=6))
def test_the_most_similar_platforms_come_first(catalogue):
    platform = catalogue.platforms[0]

    found = similar(catalogue=catalogue, platform=platform)

    assert platform not in [each.platform for each in found]
    alike = [likeness(sketch(catalogue, platform), sketch(catalogue, each.platform)) for each in found]
    assert alike == sorted(alike, reverse=True)
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

    one, other = (sketch(catalogue, platform) for platform in catalogue.platforms)
    assert likeness(one, other) == Fraction(5, 8)
