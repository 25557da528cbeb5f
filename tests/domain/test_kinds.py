from dataclasses import replace
from fractions import Fraction

from hypothesis import given

from platforms.domain.comparing.kinds import compare_kinds
from platforms.domain.vocabulary import Kind
from tests.cast import make_catalogue, make_feature, make_platform, make_trait
from tests.strategies import catalogues


def test_shares_by_hand():
    catalogue = make_catalogue(
        make_platform("a", kind=Kind.SOCIAL, support={"photos": "yes"}, ratings={"focus": (0, 1)}),
        make_platform("b", kind=Kind.SOCIAL, support={"photos": "no"}, ratings={"focus": 1}),
        make_platform("c", kind=Kind.SOCIAL),
        make_platform("d", kind=Kind.PROFESSIONAL, support={"photos": "partly"}, ratings={"focus": 4}),
        traits=[make_trait("focus")],
        features=[make_feature("photos")],
    )

    kinds = compare_kinds(catalogue=catalogue)

    (photos,) = kinds.features
    assert (photos.social.having, photos.social.known, photos.professional.part) == (1, 2, 1)
    assert photos.gap == Fraction(1, 2)
    assert kinds.more_professional == (photos,)
    (focus,) = kinds.traits
    assert (focus.social.counts, focus.social.rated, focus.social.usual.value) == ((1, 2, 0, 0, 0), 2, 1)
    assert focus.professional.usual.value == 4


@given(catalogues(most=6))
def test_counts_stay_within_the_kind_and_doubling_keeps_shares(catalogue):
    half = [replace(p, kind=list(Kind)[n % 3]) for n, p in enumerate(catalogue.platforms)]
    kinds = compare_kinds(catalogue=replace(catalogue, platforms=tuple(half)))
    double = compare_kinds(catalogue=replace(catalogue, platforms=tuple(half + half)))

    for found, twice in zip(kinds.features, double.features, strict=True):
        assert found.social.having <= found.social.known <= len(kinds.social)
        assert (found.social.part, found.professional.part) == (twice.social.part, twice.professional.part)
    for trait in kinds.traits:
        assert all(count <= trait.social.rated <= len(kinds.social) for count in trait.social.counts)
