"""What home screen and service worker are given; what they make of it is seen in tests/browser/test_offline.py."""

import json
import re

import pytest
from django.contrib.staticfiles import finders
from lxml import html

from platforms.domain.matching import questionnaire
from platforms.storage import published


def given(client):
    return json.loads(re.match(r"const KEPT = (.*);\n", client.get("/sw.js").content.decode())[1])


def test_the_worker_caches_only_existing_public_files(client):
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


def test_the_worker_knows_the_questions_in_every_language(client):
    languages = given(client)["languages"]

    keys = [question.key for question in questionnaire.questions(published.current())]
    assert (keys[0], keys[-1]) == (questionnaire.GOALS, questionnaire.MATTERS)
    for language, prefix in (("", ""), ("de", "/de"), ("es", "/es")):
        assert languages[language]["offline"] == f"{prefix}/offline/"
        assert languages[language]["steps"] == [
            f"{prefix}/fit/", *(f"{prefix}/fit/{key}/" for key in keys[1:-1]), f"{prefix}/fit/results/",
        ]  # fmt: skip
    for address in languages[""]["steps"]:
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("prefix", "line"), [("", "No connection."), ("/de", "Keine Verbindung."), ("/es", "Sin conexión.")]
)
def test_every_page_has_a_translated_offline_notice(client, prefix, line):
    (notice,) = html.fromstring(client.get(f"{prefix}/").content.decode()).xpath("//*[@id='copy'][@hidden]")

    assert notice.text.strip().startswith(line)
    assert "…" in notice.text


@pytest.mark.parametrize(("prefix", "language", "compare"), [("", "en", "Compare"), ("/de", "de", "Vergleichen")])
def test_the_manifest_uses_the_language_of_its_page(client, prefix, language, compare):
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
