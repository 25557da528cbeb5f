"""What home screen and service worker are given; what they make of it is seen in tests/browser/test_offline.py."""

import json
import re
from fractions import Fraction

import pytest
from django.contrib.staticfiles import finders

from platforms.domain.matching.answers import Answers
from platforms.domain.matching.ranking import match
from platforms.storage import published


def given(client):
    return json.loads(re.match(r"const KEPT = (.*);\n", client.get("/sw.js").content.decode())[1])


def test_the_worker_is_given_files_that_there_are_and_none_of_the_desk(client):
    response = client.get("/sw.js")
    kept = given(client)

    assert response["Content-Type"].startswith("text/javascript")
    assert "no-cache" in response["Cache-Control"]
    assert not response.cookies
    files = [path for path in kept["shell"] if path.startswith("/static/")]
    assert [path for path in files if not finders.find(path.removeprefix("/static/"))] == []
    assert [path for path in files if "desk" in path or "admin" in path] == []
    assert {"/offline/", "/de/offline/", "/es/offline/"} <= set(kept["shell"])
    assert [path for path in files if "htmx" in path] == [], "what htmx does, whole pages do as well"
    for path in set(kept["shell"]) - set(files):
        assert client.get(path).status_code == 200


def test_the_worker_speaks_every_language(client):
    words = given(client)["languages"]

    assert {words["de"]["fit"], words["es"]["fit"], words[""]["fit"]} == {"/de/fit/", "/es/fit/", "/fit/"}
    assert all("{when}" in spoken["old"] for spoken in words.values())
    assert words["de"]["old"].startswith("Keine Verbindung")


@pytest.mark.parametrize(("prefix", "language", "compare"), [("", "en", "Compare"), ("/de", "de", "Vergleichen")])
def test_the_manifest_speaks_the_language_of_its_page(client, prefix, language, compare):
    response = client.get(f"{prefix}/manifest.webmanifest")

    told = response.json()
    assert response["Content-Type"] == "application/manifest+json"
    assert (told["lang"], told["start_url"], told["scope"], told["id"]) == (language, f"{prefix}/", "/", "/")
    assert told["display"] == "standalone"
    assert compare in [shortcut["name"] for shortcut in told["shortcuts"]]
    assert {(icon["sizes"], icon.get("purpose", "any")) for icon in told["icons"]} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in told["icons"]:
        path = finders.find(icon["src"].removeprefix("/static/"))
        if icon["type"] == "image/png":
            with open(path, "rb") as file:
                header = file.read(24)
            assert header[:8] == b"\x89PNG\r\n\x1a\n"
            assert f"{int.from_bytes(header[16:20])}x{int.from_bytes(header[20:24])}" == icon["sizes"]
    for shortcut in told["shortcuts"]:
        assert client.get(shortcut["url"]).status_code == 200


def test_the_table_holds_what_the_ranking_adds_up(client):
    catalogue = published.current()
    told = client.get("/fit/table.json").json()
    table, weights = told["table"], told["table"]["weights"]
    answers = Answers(goals=("career", "organise"), wishes=(("visibility", 2),), musts=("groups",), matters=("career",))

    ranking = match(catalogue=catalogue, answers=answers)

    parts = [
        (weights["goal_matters"], table["goals"]["career"]),
        (weights["goal"], table["goals"]["organise"]),
        (weights["wish"], table["wishes"]["visibility"][2]),
    ]
    whole = table["scale"] * sum(weight for weight, _ in parts)
    points = {p["slug"]: Fraction(sum(w * row[n] for w, row in parts), whole) for n, p in enumerate(told["platforms"])}
    out = {told["platforms"][place]["slug"] for place in table["lacks"]["groups"]}
    assert {m.platform.slug: m.score.point for m in ranking.matches} == {
        s: p for s, p in points.items() if s not in out
    }
    assert {found.platform.slug for found in ranking.ruled_out} == out
    assert 100 * whole < 2**53, "exact in JavaScript's numbers too"


def test_every_question_of_the_table_can_be_asked(client):
    told = client.get("/de/fit/table.json").json()

    addresses = [question["address"] for question in told["questions"]]
    assert addresses[0] == "/de/fit/"
    assert "/de/fit/matters/" not in addresses
    for address in [*addresses, told["results"]]:
        assert client.get(address).status_code == 200
