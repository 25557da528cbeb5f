"""What has to be true of the catalogue that we ship, whoever edits it."""

import re

import pytest

from platforms.domain.catalogue.findings import findings
from platforms.domain.catalogue.report import report
from platforms.domain.vocabulary import Value, name_to_slug
from tests.cast import TODAY
from tests.domain.documents import catalogue_of

LEAST_KNOWN, LEAST_KNOWN_OF_ALL = 0.55, 0.87
"""Shares of known ratings and features, of a platform and of all."""


def known_cells(platform):
    yield from ((f"ratings.{key}", cell) for key, cell in platform.ratings.items())
    yield from ((f"support.{key}", s) for key, s in platform.support.items() if s.value is not Value.UNKNOWN)


def test_there_are_8_traits_62_features_and_12_goals(shipped):
    assert len(shipped.traits) == 8
    assert [trait.slug for trait in shipped.traits if trait.core] == ["focus", "visibility", "structure", "purpose"]
    assert len(shipped.features) == 62
    assert len(shipped.goals) == 12


def test_names_of_features_are_unique(shipped):
    names = [name_to_slug(feature.name) for feature in shipped.features]

    assert len(set(names)) == len(names)


def test_the_first_five_platforms_are_there(shipped):
    assert {"facebook", "x", "instagram", "linkedin", "meetup"} <= {platform.slug for platform in shipped.platforms}


def test_every_platform_has_a_value_for_every_feature(shipped):
    features = {feature.slug for feature in shipped.features}

    assert {p.slug: features - set(p.support) for p in shipped.platforms if features - set(p.support)} == {}


def test_every_known_cell_has_a_source_and_a_day(shipped):
    bare = [
        f"{platform.slug} {key}"
        for platform in shipped.platforms
        for key, cell in known_cells(platform)
        if not cell.sources or not cell.checked_on
    ]

    assert bare == []


def test_every_core_trait_is_rated(shipped):
    core = {trait.slug for trait in shipped.traits if trait.core}

    assert {p.slug: core - set(p.ratings) for p in shipped.platforms if core - set(p.ratings)} == {}


def test_every_source_is_used_and_is_https(shipped):
    used = {source for platform in shipped.platforms for _, sources in platform.cited() for source in sources}

    assert set(shipped.sources) - used == set()
    assert [slug for slug, source in shipped.sources.items() if not source.url.startswith("https://")] == []
    urls = [source.url for source in shipped.sources.values()]
    assert sorted({url for url in urls if urls.count(url) > 1}) == []


def test_no_copy_on_a_third_partys_host_is_official(shipped):
    copies = re.compile(
        r"archive\.(org|is|today)|gist\.github|tosdr|docslib|slideshare|scribd|prnewswire|businesswire|OpenTermsArchive|wikipedia"
    )

    assert [slug for slug, source in shipped.sources.items() if source.official and copies.search(source.url)] == []


def test_notes_add_to_the_features_name(shipped):
    names = {feature.slug: feature.name.casefold() for feature in shipped.features}
    empty = [
        f"{platform.slug} {slug}"
        for platform in shipped.platforms
        for slug, support in platform.support.items()
        if support.value is not Value.UNKNOWN and support.note.strip(" .").casefold() in ("", names[slug])
    ]

    assert empty == []


def test_platforms_have_a_figure_and_three_to_six_tips(shipped):
    assert [platform.slug for platform in shipped.platforms if not platform.figures] == []
    assert [platform.slug for platform in shipped.platforms if not 3 <= len(platform.tips) <= 6] == []


def test_most_of_each_platform_is_known(shipped):
    cells = len(shipped.traits) + len(shipped.features)
    known = {platform.slug: len(list(known_cells(platform))) / cells for platform in shipped.platforms}

    assert {slug: share for slug, share in known.items() if share < LEAST_KNOWN} == {}
    assert sum(known.values()) / len(known) >= LEAST_KNOWN_OF_ALL


@pytest.fixture(scope="module")
def catalogue(shipped):
    return catalogue_of(shipped, revision="shipped")


def test_three_quarters_of_known_cells_have_an_official_source(catalogue):
    total = report(catalogue=catalogue, today=TODAY).total

    assert total.cited == total.known
    assert total.official >= 0.75 * total.known


def test_half_of_the_dated_cells_are_younger_than_ten_months(catalogue):
    total = report(catalogue=catalogue, today=TODAY).total

    assert total.median_age < 300
    assert total.dated >= 0.6 * total.cited


def test_no_note_is_long_and_no_answer_argues_from_silence(catalogue):
    found = findings(catalogue=catalogue, today=TODAY)

    assert [(note.place, note.text) for note in found.silent] == []
    assert [(note.place, note.text) for note in found.long] == []


SURVEY = re.compile(r"survey|study|poll|pew|reuters|ofcom|nature|statist|report|demographic", re.I)


def test_nine_in_ten_uses_and_nineteen_in_twenty_audience_cells_are_known(shipped):
    cells = len(shipped.platforms)

    assert sum(len(p.uses) for p in shipped.platforms) >= 0.9 * cells * len(shipped.goals)
    assert sum(len(list(p.audience.items())) for p in shipped.platforms) >= 0.95 * cells * 4


def test_every_main_use_has_an_official_source_or_a_survey(shipped):
    def is_good(source):
        return source.official or SURVEY.search(f"{source.title} {source.publisher}")

    assert [
        f"{platform.slug} {goal}"
        for platform in shipped.platforms
        for goal, use in platform.uses.items()
        if use.level >= 3 and not any(is_good(shipped.sources[slug]) for slug in use.sources)
    ] == []
