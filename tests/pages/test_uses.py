"""Uses and audiences for readers: open data, the page of changes and its feed, the form of corrections."""

import csv
import io
import json

import jsonschema_rs
import msgspec
import pytest

from platforms.models import Correction, Platform
from platforms.storage import history
from platforms.storage.document.stored import stored_platform
from tests.parts import known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_process")]


@pytest.fixture(autouse=True)
def filled():
    """LinkedIn with uses and an audience, in the database."""
    part = stored_platform(Platform.objects.get(slug="linkedin").pk)
    wanted = known(part)
    history.save(wanted, base=part, note="Read the help pages")
    return wanted


def read(client, address):
    return json.loads(client.get(address).content)


def test_open_data_names_uses_by_goal_and_the_audience_by_part(client, filled):
    platform = read(client, "/data/platforms/linkedin.json")["platform"]

    source = list(filled.uses["career"].sources)
    evidence = {"sources": source, "checked_on": "2026-11-23"}
    assert platform["uses"] == {
        "career": {"level": 4, "why": "The first page names it."} | evidence,
        "communities": {"level": 1, "why": "Groups."} | evidence,
    }
    assert platform["audience"] == {
        "countries": {"not_offered": ["CN"], "members": ["US", "IN"], "note": "Since 2023."} | evidence,
        "ages": {
            "minimum": 16, "exceptions": {"AU": 18, "KR": 14}, "check": "declared", "note": "In most countries.",
        } | evidence,
        "fields": {"fields": ["business", "design"]} | evidence,
        "joining": {"needs": ["work-email"]} | evidence,
    }  # fmt: skip
    assert platform in read(client, "/data/catalogue.json")["platforms"]


@pytest.fixture
def schema(client):
    return read(client, "/data/schema.json")


def test_the_catalogue_fits_its_own_schema(client, schema):
    assert list(jsonschema_rs.iter_errors(schema, read(client, "/data/catalogue.json"))) == []


def test_a_platform_fits_the_schema_and_the_description(client, schema):
    platform = read(client, "/data/platforms/linkedin.json")
    described = read(client, "/data/openapi.json")["components"]

    assert list(jsonschema_rs.iter_errors(schema | {"$ref": "#/$defs/PlatformData"} | ROOTLESS, platform)) == []
    whole = {"$ref": "#/components/schemas/PlatformData", "components": described}
    assert list(jsonschema_rs.iter_errors(whole, platform)) == []


ROOTLESS = {"type": "object", "properties": {}, "required": [], "additionalProperties": True}
"""The schema without what it says of the whole catalogue."""


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("Use", {"level": 5, "why": "Why.", "sources": []}),
        ("Use", {"level": 1, "sources": []}),
        ("Countries", {"offered": ["usa"]}),
        ("Ages", {"minimum": 13, "exceptions": {"Australia": 16}}),
        ("Ages", {"minimum": 13, "check": "guessed"}),
        ("Fields", {"fields": ["magic"]}),
        ("Joining", {"needs": ["luck"]}),
        ("Audience", {"moods": {}}),
    ],
)
def test_the_schema_refuses_what_makes_no_sense(schema, part, wrong):
    definition = {"$ref": f"#/$defs/{part}", "$defs": schema["$defs"]}

    assert not jsonschema_rs.is_valid(definition, wrong)


def test_the_spreadsheet_says_uses_and_audience_in_words(client):
    text = client.get("/data/catalogue.csv").content.decode().removeprefix("\ufeff")
    rows = [row for row in csv.DictReader(io.StringIO(text, newline="")) if row["platform"] == "linkedin"]
    by_key = {row["key"]: row for row in rows}

    career = by_key["uses.career"]
    assert (career["about"], career["value"], career["low"], career["note"]) == (
        "use", "made for it", "4", "The first page names it.",
    )  # fmt: skip
    assert by_key["uses.learn-field"]["value"] == "unknown"
    assert by_key["audience.ages"]["value"] == "16 and over; 18 in Australia, 14 in South Korea; you state your age"
    assert by_key["audience.ages"]["checked_on"] == "2026-11-23"


def test_changes_and_feed_name_them_in_words(client):
    for address in ("/changes/linkedin/", "/changes/linkedin/feed/"):
        page = client.get(address).content.decode()
        assert "Use for “Find a job or be found by recruiters”" in page, address
        assert "made for it" in page, address
        assert "Made for business people and designers" in page, address
    assert 'href="/platforms/linkedin/#uses.career"' in client.get("/changes/linkedin/").content.decode()


def test_a_change_of_a_use_is_told_from_word_to_word(client, filled):
    career = msgspec.structs.replace(filled.uses["career"], level=3)
    history.save(msgspec.structs.replace(filled, uses=filled.uses | {"career": career}), base=filled)

    page = client.get("/de/changes/linkedin/").content.decode()

    assert "dafür gemacht" in page
    assert "ein Hauptzweck" in page


@pytest.mark.parametrize("cell", ["uses.career", "audience.ages"])
def test_a_reader_reports_a_use_or_a_part_of_the_audience(client, cell):
    form = client.get(f"/corrections/new/?platform=linkedin&cell={cell}")
    assert f'<option value="{cell}" selected>' in form.content.decode()
    sent = {
        "platform": "linkedin", "cell": cell, "wrong": "It is otherwise.", "source_url": "https://a.example/",
        "shown": form.context["form"]["shown"].value(),
    }  # fmt: skip

    client.post("/corrections/new/", sent)

    assert Correction.objects.get().cell == cell
