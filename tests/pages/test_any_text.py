"""Control characters and all of Unicode: refused or taken out at every way in, harmless at every way out."""

import csv
import datetime
import io
import json

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from platforms.desk.cells.columns import KINDS
from platforms.desk.cells.export import as_csv
from platforms.domain.document.files import read_files
from platforms.domain.document.problems import Invalid
from platforms.domain.plain_text import UNREADABLE, is_formula, plain
from platforms.models import Correction, Platform, Suggestion, Support
from platforms.storage.document.stored import stored
from platforms.views.reports.signed_forms import signature
from tests.desk.conftest import fields_of, sheet_url
from tests.exhaustive import EXAMPLES
from tests.pages.test_changes import change_linkedin

ODD = "\x02Bell\x0b\x07 \x1b[31m \x85 \ufffe\uffff <b>&amp; 漢字🧑‍🚀 \u202e"
OUTPUTS = [
    "/", "/platforms/linkedin/", "/compare/facebook/linkedin/", "/changes/", "/changes/feed/",
    "/changes/linkedin/feed/",
    "/de/changes/feed/", "/sitemap.xml", "/data/catalogue.json", "/data/catalogue.csv", "/data/platforms/linkedin.json",
    "/data/compare/facebook/linkedin.json", "/data/fit.json?goal=career", "/share/platforms/linkedin.png",
    "/share/compare/facebook/linkedin.png", "/share/result/linkedin.png?goal=career", "/fit/results/?goal=career",
]  # fmt: skip
FORMS = {
    "report": ({"platform": "linkedin", "cell": "polls", "source_url": "https://example.org/"}, "wrong", Correction),
    "suggestion": ({"name": "Elsewhere"}, "why", Suggestion),
}


def check_format(response):
    """Parse a response as its readers do."""
    assert response.status_code == 200
    kind, body = response["Content-Type"].partition(";")[0], response.content
    if kind.endswith("xml"):
        etree.fromstring(body)
    elif kind.endswith("json"):
        json.loads(body)
    elif kind == "image/png":
        assert body.startswith(b"\x89PNG")
    elif kind == "text/csv":
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not any(UNREADABLE.search(field) for row in rows for field in row)


def store(text):
    """Store a text where no form lets it in, as an older release did."""
    change_linkedin(note=text.replace("\0", ""), tagline=f"Odd {text}"[:120].replace("\0", ""))
    Support.objects.filter(platform__slug="linkedin", feature__slug="polls").update(note=text.replace("\0", "")[:400])


@pytest.mark.parametrize("url", OUTPUTS)
def test_old_control_characters_break_no_output(client, url):
    store(ODD)

    check_format(client.get(url))


@settings(max_examples=EXAMPLES // 10)
@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
def test_feeds_and_files_hold_all_of_unicode(client, db, text):
    store(text)

    for url in (
        "/changes/feed/",
        "/data/catalogue.csv",
        "/data/platforms/linkedin.json",
        "/share/platforms/linkedin.png",
    ):
        check_format(client.get(url))


@pytest.mark.parametrize("kind", FORMS)
def test_public_forms_take_control_characters_out(client, kind):
    fields, name, model = FORMS[kind]
    url = reverse("correction") + ("?suggest=Elsewhere" if kind == "suggestion" else "")
    response = client.post(url, fields | {name: f"It\x02 has\x0b{ODD}", "shown": signature()})

    assert response.status_code == 302
    stored = getattr(model.objects.get(), name)
    assert not UNREADABLE.search(stored)
    assert stored.startswith("It has Bell")


def test_the_desk_takes_control_characters_out(admin_client):
    linkedin = Platform.objects.get(slug="linkedin")
    sheet = fields_of(admin_client.get(sheet_url(linkedin)))

    response = admin_client.post(sheet_url(linkedin), sheet | {"about-tagline": "Work\x0band\x02 jobs"})

    assert response.status_code == 302
    assert Platform.objects.get(slug="linkedin").tagline == "Work and jobs"


def test_a_document_with_control_characters_is_refused_by_place(shipped_files):
    name = "platforms/linkedin.toml"
    text = shipped_files[name].replace('\ntagline = "', '\ntagline = "\\u0002', 1)

    with pytest.raises(Invalid, match=r"platforms/linkedin\.toml: tagline: holds a control character"):
        read_files(shipped_files | {name: text}, today=datetime.date(2027, 1, 1))


@given(st.text())
def test_plain_text_is_readable_and_stays(text):
    assert not UNREADABLE.search(plain(text))
    assert plain(plain(text)) == plain(text)
    assert text != plain(text) or not UNREADABLE.search(text)


@pytest.mark.parametrize("text", ["\n=1+1", "\r\n\t@SUM(1)", " -2", "\u2003=1", "\x02=1", "\x0b+1"])
def test_no_exported_cell_begins_like_a_formula(db, text):
    Support.objects.filter(platform__slug="linkedin", feature__slug="polls").update(note=text)

    rows = csv.DictReader(io.StringIO(as_csv(stored(), KINDS["support"], platform="linkedin").decode("utf-8-sig")))
    exported = next(row["note"] for row in rows if row["feature"] == "polls")

    assert exported[0] == "'"
    assert not is_formula(exported)
