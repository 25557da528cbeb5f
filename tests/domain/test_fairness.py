"""The audit itself, and its thresholds on the catalogue that we ship."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.fairness import audit as fairness
from platforms.domain.fairness import samples
from platforms.domain.fairness.correlation import rank_correlation
from platforms.domain.matching.ranking import match
from platforms.models import Platform
from platforms.storage.building import build
from tests.cast import make_catalogue, make_platform
from tests.strategies import catalogues


@pytest.mark.django_db
def test_the_shipped_catalogue_passes():
    catalogue = build(Platform.objects.published(), revision="test")

    assert fairness.audit(catalogue=catalogue).failures == []


@given(catalogues(least=2, most=6), st.integers(0, 3))
def test_the_audit_ranks_as_the_matching_does(catalogue, seed):
    for answers in samples.sample_answers(catalogue, samples=3, seed=seed):
        ranking = match(catalogue=catalogue, answers=answers, with_what_if=False)
        tiers = ranking.tiers or ranking.reserved_tiers
        first = {m.platform.slug for m in tiers[0]} if tiers else set()
        assert fairness.leaders(catalogue, answers) == first


@given(catalogues(least=2, most=4))
def test_the_same_seed_gives_the_same_audit(catalogue):
    assert fairness.audit(catalogue=catalogue, samples=20) == fairness.audit(catalogue=catalogue, samples=20)


@given(catalogues(least=1, most=5))
def test_shares_lie_between_0_and_1(catalogue):
    found = fairness.audit(catalogue=catalogue, samples=20)

    for standing in found.standings:
        assert 0 <= standing.leads <= standing.first_three <= 1
        assert (standing.reached is not None) >= (standing.first_three > 0)
    for influence in (*found.goals, *found.traits, *found.musts):
        assert 0 <= influence.altered <= influence.given
    assert -1.0001 <= found.correlation <= 1.0001


def test_a_platform_that_never_ranks_fails_the_audit():
    able = [make_platform(f"p{n}", support={"photos": "yes"}) for n in range(10)]
    catalogue = make_catalogue(*able, make_platform("never", support={"photos": "no"}), traits=[])

    assert "never never reaches the first three" in fairness.audit(catalogue=catalogue, samples=50).failures


def test_a_platform_that_always_wins_fails_the_audit():
    others = [make_platform(f"p{n}", support={"photos": "partly"}) for n in range(10)]
    catalogue = make_catalogue(make_platform("best", support={"photos": "yes"}), *others, traits=[])

    assert any(said.startswith("best leads") for said in fairness.audit(catalogue=catalogue, samples=50).failures)


def test_few_platforms_cause_no_failures():
    assert fairness.audit(catalogue=make_catalogue(make_platform()), samples=10).failures == []


def test_rank_correlation_by_hand():
    assert rank_correlation([1, 2, 3], [10, 20, 30]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [30, 20, 10]) == pytest.approx(-1)
    assert rank_correlation([1, 1, 1], [3, 2, 1]) == 0
