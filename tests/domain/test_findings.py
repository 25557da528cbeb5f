"""What the report asks an editor to look at."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given

from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.findings import Host, findings
from tests.cast import TODAY, make_catalogue, make_evidence, make_feature, make_platform, make_source, make_support
from tests.strategies import catalogues

OLD = TODAY - datetime.timedelta(days=731)


def found(*platforms):
    return findings(catalogue=make_catalogue(*platforms, features=[make_feature("photos")]), today=TODAY)


def photos(slug, value, note, *sources):
    """A platform with one cell."""
    evidence = make_evidence(*sources) if sources else Evidence((), TODAY)
    return replace(make_platform(slug), support={"photos": make_support("photos", value, note=note, evidence=evidence)})


def test_sources_are_counted_by_year_once():
    new, old, undated = make_source("new", published_on=TODAY), make_source("old", published_on=OLD), make_source("a")

    told = found(photos("a", "yes", "", new, old, undated), photos("b", "yes", "", new))

    assert told.years == ((2026, 1), (2024, 1), (None, 1))
    assert (told.old, told.dated) == (1, 2)


def test_a_source_of_two_years_is_not_old_yet():
    source = make_source(published_on=TODAY - datetime.timedelta(days=730))

    assert found(photos("a", "yes", "", source)).old == 0


def test_hosts_with_official_sources_are_listed():
    sources = [
        make_source("a", url="https://www.help.example/a"),
        make_source("b", url="https://help.example/b", official=False),
        make_source("c", url="https://press.example/c", official=False),
    ]

    assert found(photos("a", "yes", "", *sources)).hosts == (Host("help.example", 1, 2),)


@pytest.mark.parametrize(
    ("value", "note", "source", "silent"),
    [
        ("no", "Not among the features listed.", make_source(official=False), True),
        ("no", "Not among the features listed.", make_source(published_on=OLD), True),
        ("no", "Not among the features listed.", make_source(published_on=TODAY), False),
        ("no", "Not among the features listed.", make_source(), False),
        ("no", "The help page says that there are none.", make_source(official=False), False),
        ("partly", "Not among the features listed.", make_source(official=False), False),
    ],
)
def test_a_no_from_silence_needs_the_operators_recent_list(value, note, source, silent):
    assert bool(found(photos("a", value, note, source)).silent) == silent


def test_a_note_over_25_words_is_long():
    assert found(photos("a", "yes", " ".join(["word"] * 25))).long == ()
    assert [note.place for note in found(photos("b", "yes", " ".join(["word"] * 26))).long] == ["b photos"]


def test_one_kind_of_note_with_two_values_is_uneven():
    one = photos("a", "yes", "Only pages and organisers publish pictures there.")
    other = photos("b", "partly", "Only pages and organisers publish pictures, by request.")
    apart = photos("c", "no", "Nobody can upload anything but text messages.")

    assert [(x.platform, y.platform) for x, y in found(one, other, apart).uneven] == [("a", "b")]
    assert found(one, replace(one, slug="d")).uneven == ()


@given(catalogues())
def test_the_order_of_platforms_changes_no_finding(catalogue):
    there = findings(catalogue=catalogue, today=TODAY)
    back = findings(catalogue=replace(catalogue, platforms=catalogue.platforms[::-1]), today=TODAY)

    assert (there.years, there.old, there.hosts) == (back.years, back.old, back.hosts)
    for kind in ("silent", "long", "uneven"):
        assert len(getattr(there, kind)) == len(getattr(back, kind))


@given(catalogues())
def test_every_source_has_its_year(catalogue):
    told = findings(catalogue=catalogue, today=TODAY)

    sources = {source for platform in catalogue.platforms for source in platform.sources}
    assert sum(count for _, count in told.years) == len(sources)
    assert sum(host.official for host in told.hosts) == sum(source.official for source in sources)
