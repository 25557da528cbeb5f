"""What is counted of a catalogue, and what in it tells nothing apart."""

import datetime
from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.catalogue.audience import Ages, Audience
from platforms.domain.catalogue.cells import Use
from platforms.domain.catalogue.conversion import audience_part, platform_part
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.from_document import platform_of
from platforms.domain.catalogue.report import report
from platforms.domain.document.audience import value_of
from platforms.domain.document.parts import SourcePart
from platforms.domain.people import AgeCheck
from platforms.domain.vocabulary import Value
from tests.cast import (
    TODAY,
    make_catalogue,
    make_evidence,
    make_feature,
    make_platform,
    make_source,
    make_support,
    make_trait,
)
from tests.parts import known
from tests.strategies import catalogues

PARTS_OF_AUDIENCE = 4
COUNTS = ("cells", "known", "cited", "official", "fresh", "dated", "wide", "unknown", "undated")


def reported(*platforms, traits=(), features=("photos",)):
    catalogue = make_catalogue(
        *platforms, traits=[make_trait(slug) for slug in traits], features=[make_feature(slug) for slug in features]
    )
    return report(catalogue=catalogue, today=TODAY)


def resting_on(slug, evidence):
    """A platform with photos, which rests on this evidence."""
    return replace(make_platform(slug), support={"photos": make_support("photos", "yes", evidence=evidence)})


def dated(*ages):
    """Evidence of one source for each age in days; None is a source without a date."""
    days = [None if age is None else TODAY - datetime.timedelta(days=age) for age in ages]
    return make_evidence(*(make_source(f"source-{n}", published_on=day) for n, day in enumerate(days)))


@given(catalogues())
def test_counts_shrink_from_cells_to_cited(catalogue):
    told = report(catalogue=catalogue, today=TODAY)

    for tally in (told.total, *(line.tally for line in told.lines)):
        assert tally.cells >= tally.known >= tally.cited >= max(tally.official, tally.fresh, tally.dated)
        assert tally.known >= tally.wide
        assert min(getattr(tally, count) for count in COUNTS) >= 0
        assert tally.known + tally.unknown == tally.cells


@given(catalogues())
def test_the_total_is_the_sum_of_the_lines(catalogue):
    told = report(catalogue=catalogue, today=TODAY)

    assert [line.platform for line in told.lines] == list(catalogue.platforms)
    for count in COUNTS:
        assert getattr(told.total, count) == sum(getattr(line.tally, count) for line in told.lines)


@given(catalogues())
def test_every_platform_has_a_cell_for_every_row(catalogue):
    told = report(catalogue=catalogue, today=TODAY)

    rows = len(catalogue.traits) + len(catalogue.features) + len(catalogue.goals) + PARTS_OF_AUDIENCE
    assert {line.tally.cells for line in told.lines} == {rows}


@given(catalogues(least=2))
def test_doubles_are_pairs_with_identical_cells(catalogue):
    def cells(platform):
        ranges = {trait: (rating.low, rating.high) for trait, rating in platform.ratings.items()}
        uses = {goal.slug: use.level for goal in catalogue.goals if (use := platform.uses.get(goal.slug))}
        said = {subject: value_of(part) for subject, part in audience_part(platform.audience).items()}
        return (
            ranges,
            uses,
            said,
            {feature.slug: platform.supports(feature.slug).value for feature in catalogue.features},
        )

    told = report(catalogue=catalogue, today=TODAY)

    pairs = combinations(catalogue.platforms, 2)
    expected = {(one.slug, other.slug) for one, other in pairs if cells(one) == cells(other)}
    assert {(one.slug, other.slug) for one, other in told.doubles} == expected
    assert len(told.doubles) == len(expected)


@given(catalogues(least=2), st.sampled_from(["yes", "partly", "no"]))
def test_platforms_agree_on_features_with_one_known_value(catalogue, value):
    agreeing = {platform.slug: make_support("photos", value) for platform in catalogue.platforms}
    platforms = [replace(p, support={**p.support, "photos": agreeing[p.slug]}) for p in catalogue.platforms]
    catalogue = replace(catalogue, platforms=tuple(platforms))

    agreements = {a.feature.slug: a.value for a in report(catalogue=catalogue, today=TODAY).agreements}

    assert agreements["photos"] == value
    for feature in catalogue.features:
        values = {platform.supports(feature.slug).value for platform in platforms}
        assert (feature.slug in agreements) == (len(values) == 1 and Value.UNKNOWN not in values)


@given(catalogues())
def test_the_order_of_platforms_changes_no_count(catalogue):
    turned = replace(catalogue, platforms=catalogue.platforms[::-1])

    there, back = report(catalogue=catalogue, today=TODAY), report(catalogue=turned, today=TODAY)

    assert there.total == back.total
    assert there.agreements == back.agreements
    assert len(there.doubles) == len(back.doubles)


def test_an_empty_catalogue_has_an_empty_report():
    told = reported()

    assert (told.lines, told.doubles, told.agreements) == ((), (), ())
    assert (told.total.cells, told.total.median_age) == (0, None)


def test_a_single_platform_has_no_agreements():
    assert reported(make_platform("a", support={"photos": "yes"})).agreements == ()


def test_a_stored_unknown_equals_a_missing_value():
    told = reported(make_platform("a", support={"photos": "unknown"}), make_platform("b"))

    assert (told.total.unknown, told.total.known) == (told.total.cells, 0)
    assert [(one.slug, other.slug) for one, other in told.doubles] == [("a", "b")]
    assert told.agreements == ()


def test_uses_and_parts_of_the_audience_are_cells():
    part = known(platform_part(make_platform("a", support={"photos": "yes"})))
    told = reported(platform_of(part, {"some-source": SourcePart("https://a.example/", "A", "B", True, TODAY)}))

    # the feature, the one goal's use, four parts of the audience
    assert (told.total.cells, told.total.known, told.total.cited, told.total.fresh) == (6, 6, 6, 6)


def test_platforms_that_differ_in_a_use_or_an_audience_are_no_doubles():
    one = make_platform("a")
    other = replace(make_platform("b"), uses={"career": Use("career", 2, "Why.", Evidence())})
    adults = replace(make_platform("c"), audience=Audience(ages=Ages(18, {}, AgeCheck.NONE, None, "", Evidence())))
    teens = replace(make_platform("d"), audience=Audience(ages=Ages(13, {}, AgeCheck.NONE, None, "", Evidence())))

    assert reported(one, other, adults, teens).doubles == ()
    assert len(reported(adults, replace(adults, slug="e")).doubles) == 1


def test_a_range_is_wide_from_four_levels():
    told = reported(make_platform("a", ratings={"focus": (1, 3), "effort": (1, 4)}), traits=["focus", "effort"])

    assert told.total.wide == 1


def test_one_official_source_makes_a_cell_official():
    press, operator = make_source("press", official=False), make_source("operator")
    told = reported(resting_on("a", make_evidence(press)), resting_on("b", make_evidence(press, operator)))

    assert [line.tally.official for line in told.lines] == [0, 1]


def test_a_cells_age_is_that_of_its_newest_source():
    assert reported(resting_on("a", dated(400, 30, None))).total.median_age == 30


def test_the_median_age_skips_and_counts_undated_cells():
    total = reported(*(resting_on(f"p{n}", dated(age)) for n, age in enumerate([10, 500, 90, None, None]))).total

    assert (total.median_age, total.dated, total.undated) == (90, 3, 2)


def test_a_source_dated_tomorrow_is_new_today():
    assert reported(resting_on("a", dated(-1))).total.median_age == 0


def test_a_known_cell_without_a_source_is_not_cited():
    total = reported(resting_on("a", Evidence((), TODAY))).total

    assert (total.known, total.cited, total.fresh, total.undated) == (1, 0, 0, 0)


def test_a_cell_checked_181_days_ago_is_no_longer_fresh():
    checks = [make_evidence(checked_on=TODAY - datetime.timedelta(days=days)) for days in (180, 181)]
    told = reported(*(resting_on(f"p{n}", evidence) for n, evidence in enumerate(checks)))

    assert [line.tally.fresh for line in told.lines] == [1, 0]
