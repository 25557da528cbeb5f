"""What of the histories readers are told."""

import dataclasses
import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from platforms.domain.catalogue.changes import Changed, What, changed
from platforms.domain.catalogue.conversion import document_of, platform_part, source_of, source_parts
from platforms.domain.catalogue.editions import edition, parse_edition, scales_digest, since
from platforms.domain.catalogue.entries import Entry, edit
from platforms.domain.catalogue.evidence import Source
from platforms.domain.document.merging import Change
from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import AgesPart, CountriesPart, RatingPart, SupportPart, UsePart
from platforms.domain.people import AgeCheck
from platforms.domain.vocabulary import Value
from tests.cast import TODAY, make_catalogue, make_goal, make_platform
from tests.domain.documents import catalogue_of
from tests.strategies import catalogues, platforms

DAY = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


def entry(number, part, **overrides):
    return Entry(number, 1, DAY, "Because.", msgspec.structs.replace(part, **overrides) if part else None)


PUBLIC = platform_part(make_platform("somewhere", ratings={"focus": (1, 2)}, support={"photos": "yes"}))


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ({"published": False}, {}, What.PUBLISHED),
        ({"withdrawn": True}, {}, What.PUBLISHED),
        ({}, {"withdrawn": True}, What.WITHDRAWN),
        ({}, {"published": False}, What.WITHDRAWN),
        ({}, {"tagline": "Another"}, What.CHANGED),
    ],
)
def test_an_edit_describes_what_readers_saw(before, after, what):
    found = edit(entry(1, PUBLIC, **before), entry(2, PUBLIC, **after))

    assert (found.what, found.number, found.why) == (what, 2, "Because.")
    assert [cell.key for cell in found.cells] == (["tagline"] if what is What.CHANGED else [])


def test_draft_changes_and_invisible_changes_are_not_edits():
    assert edit(None, entry(1, PUBLIC, published=False)) is None
    assert edit(entry(1, PUBLIC, published=False), entry(2, PUBLIC, published=False, tagline="Other")) is None
    assert edit(entry(1, PUBLIC, published=False, tagline="Secret"), entry(2, PUBLIC)).cells == ()
    assert edit(entry(1, PUBLIC), entry(2, PUBLIC)) is None
    assert edit(entry(1, PUBLIC, published=False), entry(2, None)) is None


def test_deleting_a_platform_counts_as_withdrawing_it():
    assert edit(entry(1, PUBLIC), entry(2, None)).what is What.WITHDRAWN


OLD = RatingPart(1, 2, "Why.", ("a",), TODAY)


@pytest.mark.parametrize(
    ("new", "is_fact", "is_check"),
    [
        (msgspec.structs.replace(OLD, high=3), True, False),
        (msgspec.structs.replace(OLD, why="Better said."), False, False),
        (msgspec.structs.replace(OLD, sources=("a", "b")), False, False),
        (msgspec.structs.replace(OLD, checked_on=None), False, True),
        (None, True, False),
    ],
)
def test_only_a_new_value_changes_a_fact(new, is_fact, is_check):
    changed = Changed("ratings", "focus", OLD, new)

    assert (changed.is_fact, changed.is_check) == (is_fact, is_check)


USE = UsePart(3, "Why.", ("a",), TODAY)
AGES = AgesPart(13, {"AU": 16}, AgeCheck.DECLARED, None, "Note.", ("a",), TODAY)


@pytest.mark.parametrize(
    ("field", "key", "old", "change", "is_fact", "is_check"),
    [
        ("uses", "uses.career", USE, {"level": 4}, True, False),
        ("uses", "uses.career", USE, {"why": "Better said."}, False, False),
        ("uses", "uses.career", USE, {"checked_on": None}, False, True),
        ("audience", "audience.ages", AGES, {"exceptions": {"AU": 15}}, True, False),
        ("audience", "audience.ages", AGES, {"note": "Another."}, False, False),
        ("audience", "audience.ages", AGES, {"checked_on": None}, False, True),
        ("audience", "audience.countries", CountriesPart(), {"offered": ("DE",)}, True, False),
    ],
)
def test_only_another_use_or_audience_is_a_fact(field, key, old, change, is_fact, is_check):
    new = msgspec.structs.replace(old, **change)
    change = changed(Change(("platforms", "somewhere", field, key.partition(".")[2]), old, new))

    assert (change.key, change.is_fact, change.is_check) == (key, is_fact, is_check)


def test_a_text_is_neither_a_fact_nor_a_check():
    changed = Changed("tagline", "tagline", "One", "Two")

    assert (changed.is_fact, changed.is_check) == (False, False)


def test_an_unknown_feature_that_becomes_known_is_a_fact():
    unknown, known = (SupportPart(value, "", ()) for value in (Value.UNKNOWN, Value.YES))

    assert Changed("support", "photos", unknown, known).is_fact


@given(catalogues())
def test_a_catalogue_round_trips_through_its_document(catalogue):
    assert catalogue_of(document_of(catalogue), revision="rev") == catalogue


def test_no_field_of_a_source_is_lost_on_the_way_to_its_part():
    day = datetime.date(2026, 1, 2)
    source = Source("s", "https://a.example/", "A", "B", True, day, day, day)
    part = source_parts([source])["s"]

    assert all(getattr(source, field.name) for field in dataclasses.fields(Source)), "give every field a value here"
    assert {field.name for field in dataclasses.fields(Source)} == {"slug", *SourcePart.__struct_fields__}
    assert source_of("s", part) == source
    assert source_parts([source_of("s", part)])["s"] == part


@given(catalogues())
def test_equal_catalogues_have_no_changes(catalogue):
    again = catalogue_of(document_of(catalogue), revision="later")

    found = since(old=catalogue, new=again)
    assert (found.facts, found.added, found.gone) == ((), (), ())


@given(st.lists(platforms(), min_size=2, max_size=2))
def test_swapping_old_and_new_reverses_the_changes(pair):
    old, new = (make_catalogue(platform) for platform in pair)

    there, back = since(old=old, new=new).facts, since(old=new, new=old).facts
    assert {(c.key, c.field) for _, c in there} == {(c.key, c.field) for _, c in back}
    assert {c.key: (c.old, c.new) for _, c in there} == {c.key: (c.new, c.old) for _, c in back}


def test_requested_keys_limit_facts_but_not_added_platforms():
    one, other = (make_platform("p", ratings={"focus": n}, support={"photos": v}) for n, v in ((1, "no"), (2, "yes")))
    old, new = make_catalogue(one, make_platform("gone")), make_catalogue(other, make_platform("new"))

    assert [c.key for _, c in since(old=old, new=new).facts] == ["focus", "photos"]
    found = since(old=old, new=new, keys=["photos"])
    assert [c.key for _, c in found.facts] == ["photos"]
    assert ([p.slug for p in found.added], [p.slug for p in found.gone]) == (["new"], ["gone"])


def test_an_edition_identifies_the_entry_and_the_scales():
    catalogue = make_catalogue()
    other = make_catalogue(goals=[make_goal("other")])

    assert parse_edition(edition(catalogue)) == (0, scales_digest(catalogue))
    assert scales_digest(catalogue) != scales_digest(other)
    assert scales_digest(catalogue) == scales_digest(make_catalogue(make_platform()))


@pytest.mark.parametrize("text", ["", "-", "12", "x-12345678", "12-1234567", "-1-12345678", "9" * 20 + "-12345678"])
def test_an_invalid_edition_parses_to_none(text):
    assert parse_edition(text) is None
