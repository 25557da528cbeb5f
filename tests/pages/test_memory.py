"""Finished pages in memory: the same answers as without, for nobody else, and gone with the catalogue."""

import datetime
import gc
import weakref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare_site import observability, pages
from compare_site.pages import Page, Shelf, zstd
from platforms.models import Platform
from platforms.storage import published
from tests.pages.conftest import MOST
from tests.pages.test_every_page import PAGES

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
about_the_shelf = pytest.mark.skipif(MOST == 0, reason="there is no shelf")
ANSWERS = "/fit/results/?goal=career&visibility=2"


def headers(response):
    """Without the answer's own, and those that go by how well the same text was compressed."""
    own = ("x-noise", "x-request-id", "content-length")
    return {name: value for name, value in response.items() if name.lower() not in own}


def text(response):
    return zstd.decompress(response.content) if response.get("Content-Encoding") == "zstd" else response.content


def shelf():
    return published.current().memo["pages"].pages


@pytest.mark.parametrize("url", [*PAGES, "/de/", "/de/compare/facebook/linkedin/", ANSWERS, "/platforms/nowhere/"])
@pytest.mark.parametrize("asked_with", [BROWSER, BROWSER | {"HX-Request": "true"}], ids=["browser", "htmx"])
def test_it_answers_as_django_alone(client, plain_client, url, asked_with):
    alone = plain_client.get(url, headers=asked_with)

    for _first_and_from_the_shelf in range(2):
        answer = client.get(url, headers=asked_with)

        assert (answer.status_code, text(answer)) == (alone.status_code, text(alone))
        assert answer.get("Content-Length", str(len(answer.content))) == str(len(answer.content))
        assert headers(answer) == headers(alone)


@about_the_shelf
def test_a_page_from_the_shelf_costs_one_query_and_no_rendering(client, django_assert_num_queries, monkeypatch):
    client.get("/compare/facebook/linkedin/")
    monkeypatch.setattr("platforms.views.comparison.compare", None)

    # the revision token
    with django_assert_num_queries(1):
        assert client.get("/compare/facebook/linkedin/").status_code == 200


@about_the_shelf
def test_who_has_the_page_gets_304_from_the_shelf(client):
    etag = client.get("/platforms/linkedin/", headers=BROWSER)["ETag"]

    answer = client.get("/platforms/linkedin/", headers=BROWSER | {"If-None-Match": etag})
    stale = client.get("/platforms/linkedin/", headers=BROWSER | {"If-None-Match": '"old"'})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    assert "Content-Length" not in answer
    assert answer["Cache-Control"].startswith("public")
    assert stale.status_code == 200


@about_the_shelf
def test_the_operator_sees_answers_from_the_shelf_like_all_others(client, monkeypatch, settings):
    settings.PROXIES = 1
    noted = []
    monkeypatch.setattr(observability, "note", lambda *told, **rest: noted.append((*told, rest.get("identity", ""))))

    identities = [
        client.get("/platforms/linkedin/", headers={"X-Request-ID": f"asked-{n}-times"})["X-Request-ID"]
        for n in range(3)
    ]

    assert identities == ["asked-0-times", "asked-1-times", "asked-2-times"]
    assert [told[:3] for told in noted] == [("GET", "profile", 200)] * 3
    assert noted[1][3] == "asked-1-times"


def test_an_edit_shows_at_the_next_request(client):
    client.get("/platforms/linkedin/")
    Platform.objects.filter(slug="linkedin").update(tagline="Edited just now")

    assert "Edited just now" in client.get("/platforms/linkedin/").content.decode()


@about_the_shelf
def test_answers_of_visitors_are_not_kept(client):
    client.get("/")
    client.get(ANSWERS)

    assert [key for key in shelf() if "/fit/" in str(key)] == []


@about_the_shelf
def test_what_is_fresh_is_told_anew_every_day(client, monkeypatch):
    client.get("/")
    before = len(shelf())

    class Tomorrow(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + datetime.timedelta(days=1)

    monkeypatch.setattr(pages.datetime, "datetime", Tomorrow)
    client.get("/")

    assert len(shelf()) == before + 1


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9000)), max_size=60), st.integers(0, 60_000))
def test_a_shelf_never_holds_more_than_it_may_and_keeps_the_latest(puts, most):
    shelf = Shelf(most)
    for name, size in puts:
        page = Page([], b"x" * size, "", "")
        shelf.put((name,), page)

        assert shelf.size == sum(pages._weight(key, kept) for key, kept in shelf.pages.items()) <= most
        assert shelf.find((name,)) is (page if pages._weight((name,), page) <= most else None)


@pytest.fixture
def without_the_collector():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_after_an_edit_the_former_catalogue_goes_at_once_with_all_that_was_made_of_it(client, without_the_collector):
    """Nobody is made to wait for the collector of garbage, which would have to look through all of both."""
    for url in [*PAGES, "/de/", "/de/compare/facebook/linkedin/", ANSWERS]:
        client.get(url, headers=BROWSER)
    gc.collect()  # what Django's templates leave behind
    former = weakref.ref(published.current())

    Platform.objects.filter(slug="linkedin").update(tagline="Quite another line.")
    client.get("/", headers=BROWSER)

    assert former() is None
