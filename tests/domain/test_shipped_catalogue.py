"""What has to be true of the catalogue that we ship, whoever edits it."""

import re

from platforms.domain.vocabulary import Value, name_to_slug

LEAST_KNOWN, LEAST_KNOWN_OF_ALL = 0.5, 0.65
"""Shares of known cells of a platform and of all. Lower while the new features are looked up, from November 2026."""

NEW_FEATURES = 47
"""The place of the first feature that need not have a cell yet."""


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
    features = {feature.slug for feature in shipped.features if feature.order < NEW_FEATURES}

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


def test_half_of_known_cells_have_an_official_source(shipped):
    cells = [cell for platform in shipped.platforms for _, cell in known_cells(platform)]
    official = [cell for cell in cells if any(shipped.sources[slug].official for slug in cell.sources)]

    assert len(official) >= len(cells) / 2


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
