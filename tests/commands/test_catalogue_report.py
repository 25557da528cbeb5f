"""The report of the catalogue as a table and as JSON."""

import io
import json

import pytest
from django.core.management import call_command

from platforms.models import Platform, Support

pytestmark = pytest.mark.django_db


def run(**options):
    out = io.StringIO()
    call_command("catalogue_report", stdout=out, **options)
    return out.getvalue()


def test_the_table_lists_every_platform_and_a_total():
    lines = run().split("\n\n")[0].splitlines()

    names = [line.split()[0] for line in lines]
    assert names[0] == "platform"
    assert sorted(names[1:-1]) == sorted(Platform.objects.values_list("slug", flat=True))
    assert names[-1] == "all"
    assert len({len(line) for line in lines}) == 1


def test_json_has_the_same_counts_as_the_table():
    table = {line.split()[0]: line.split()[1:4] for line in run().split("\n\n")[0].splitlines()}
    told = json.loads(run(json=True))

    for slug, counts in told["platforms"].items():
        assert [str(counts[key]) for key in ("cells", "known", "cited")] == table[slug]
    assert str(told["total"]["cells"]) == table["all"][0]


def test_drafts_are_reported_unless_you_ask_for_published_only():
    Platform.objects.filter(slug="meetup").update(published_at=None)

    assert "meetup" in json.loads(run(json=True))["platforms"]
    assert "meetup" not in json.loads(run(json=True, published=True))["platforms"]


def test_a_feature_shared_by_all_platforms_is_listed():
    Platform.objects.exclude(slug__in=["linkedin", "x"]).delete()
    Support.objects.filter(feature__slug="photos").update(value="yes")

    assert "photos (yes)" in run()
    assert json.loads(run(json=True))["agreements"]["photos"] == "yes"


def test_an_empty_catalogue_is_reported_too():
    Platform.objects.all().delete()

    assert "Platforms that differ in nothing: none." in run()


def test_findings_are_shortened_unless_you_ask_for_all():
    Support.objects.filter(feature__slug="photos").update(note=" ".join(["word"] * 26))

    assert "(--all)" in run()
    assert "(--all)" not in run(all=True)
    assert "facebook photos: 26 words" in run(all=True)


def test_json_names_the_findings():
    told = json.loads(run(json=True))

    assert sum(told["sources_by_year"].values()) > 100
    assert all(official <= every for official, every in told["official_hosts"].values())
    assert {"silent", "long_notes", "uneven", "old_sources"} <= set(told)
