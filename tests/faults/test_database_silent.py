"""A database that accepts everything and never answers: visitors go on, the operator is told, and it heals."""

import urllib.parse

import psycopg
import pytest

from tests.browser.conftest import own_database, running
from tests.faults.databases import POSTGRESQL
from tests.faults.test_database_gone import PAGES, Person, until_ready
from tests.faults.wire import wired

pytestmark = pytest.mark.skipif(not POSTGRESQL, reason="a database that is a file always answers")


def test_pages_go_on_before_a_silent_database(tmp_path):
    with (
        own_database(tmp_path) as url,
        wired(url) as (wire, through),
        running(tmp_path, DATABASE_URL=through) as (address, _said),
    ):
        visitor = Person(address)
        assert [visitor.get(path)[0] for path in PAGES] == [200] * len(PAGES)
        wire.hold()

        # Person waits 30 seconds for an answer; before, these took 40 each.
        assert [visitor.get(f"{path}{mark}n={n}")[0] for n in range(20) for path, mark in with_marks()] == [200] * 100
        assert visitor.get("/readyz") == (503, "no database, serving the last catalogue\n")
        assert visitor.get("/healthz")[0] == 200

        with psycopg.connect(url, autocommit=True) as db:
            db.execute("UPDATE platforms_platform SET tagline = 'Edited meanwhile' WHERE slug = 'linkedin'")
        wire.go_on()
        until_ready(visitor)
        assert "Edited meanwhile" in visitor.get("/platforms/linkedin/")[1]


def with_marks():
    return [(path, "&" if urllib.parse.urlsplit(path).query else "?") for path in PAGES]
