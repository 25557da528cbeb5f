"""Checking claims: what is claimed against what the catalogue holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.search.claims import Check, Claim, Unclear, check
from platforms.domain.vocabulary import Value
from platforms.storage import published

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def catalogue(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return published.current()


def test_a_feature_is_confirmed_by_its_own_value(catalogue):
    opposite = {Value.YES: "no", Value.NO: "yes"}

    for platform in catalogue.platforms:
        for feature in catalogue.features:
            value = platform.supports(feature.slug).value
            own = check(Claim(platform, feature.slug, value if value != "unknown" else "yes"), catalogue=catalogue)
            assert own is (Check.UNKNOWN if value is Value.UNKNOWN else Check.CONFIRMED)
            if value in opposite:
                claim = Claim(platform, feature.slug, opposite[value])
                assert check(claim, catalogue=catalogue) is Check.CONTRADICTED
            if value is Value.PARTLY:
                assert check(Claim(platform, feature.slug, "yes"), catalogue=catalogue) is Check.PARTLY


@given(st.integers(0, 4), st.integers(0, 4), st.data())
def test_levels_agree_as_far_as_they_overlap(catalogue, one, other, data):
    platform = data.draw(st.sampled_from(catalogue.platforms))
    trait = data.draw(st.sampled_from(catalogue.traits)).slug
    low, high = sorted((one, other))
    verdict = check(Claim(platform, trait, f"{low}-{high}"), catalogue=catalogue)

    rating = platform.ratings.get(trait)
    if rating is None:
        assert verdict is Check.UNKNOWN
    else:
        claimed, held = set(range(low, high + 1)), set(range(rating.low, rating.high + 1))
        expected = Check.CONFIRMED if claimed <= held else Check.PARTLY if claimed & held else Check.CONTRADICTED
        assert verdict is expected


def test_facts_in_words_are_never_contradicted(catalogue):
    facebook = catalogue.platform_by_slug["facebook"]

    assert check(Claim(facebook, "operator", "Meta"), catalogue=catalogue) is Check.CONFIRMED
    assert check(Claim(facebook, "operator", "Acme"), catalogue=catalogue) is Check.UNKNOWN
    assert check(Claim(facebook, "launched", "1999"), catalogue=catalogue) is Check.CONTRADICTED


def test_a_value_of_another_kind_is_refused(catalogue):
    linkedin = catalogue.platform_by_slug["linkedin"]

    for key, value in [("polls", "13"), ("focus", "yes"), ("audience.ages", "teen"), ("audience.countries", "Germany")]:
        with pytest.raises(Unclear):
            check(Claim(linkedin, key, value), catalogue=catalogue)
