"""The page cache: the same answers as without, for nobody else, and never of a former catalogue."""

import datetime
import gc
import logging
import weakref

import pytest
from django.core.cache import cache
from django.http import HttpResponse

from compare_site import caches, page_cache
from compare_site.page_cache import PageCacheMiddleware
from platforms.models import Platform
from platforms.storage import published
from tests.pages.test_every_page import MISSING, PAGES

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
HTMX = BROWSER | {"HX-Request": "true"}
PAGE = "/compare/facebook/linkedin/"
ANSWERS = "/fit/results/?goal=career&visibility=2"


@pytest.fixture(autouse=True)
def memory_cache(settings):
    """The cache of a process as it is by default, whatever the environment of the tests says."""
    settings.CACHES = {"default": caches.cache_settings("", 16, release="tests")}


def is_cached(response):
    """Tell whether a response came from the cache: no view was looked up for its request."""
    return response.wsgi_request.resolver_match is None


def headers(response):
    """Return the headers, without those that differ from one answer to the next."""
    return {name.lower(): value for name, value in response.items() if name.lower() not in ("x-noise", "x-request-id")}


@pytest.mark.parametrize("url", [*PAGES, "/de/", "/de/compare/facebook/linkedin/", "/changes/feed/"])
@pytest.mark.parametrize("sent", [{}, BROWSER, HTMX], ids=["program", "browser", "htmx"])
def test_a_cached_page_equals_the_original(client, url, sent):
    first = client.get(url, headers=sent)
    second = client.get(url, headers=sent)

    assert (is_cached(first), is_cached(second)) == (False, first.status_code == 200)
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert headers(second) == headers(first)
    assert second["Content-Length"] == str(len(second.content))


def test_a_cached_page_costs_one_query(client, django_assert_num_queries):
    client.get(PAGE)

    # the revision token
    with django_assert_num_queries(1):
        assert is_cached(client.get(PAGE))


def test_a_matching_etag_gets_304_from_the_cache(client):
    page = client.get(PAGE, headers=BROWSER)

    same = client.get(PAGE, headers=BROWSER | {"If-None-Match": page["ETag"]})
    other = client.get(PAGE, headers=BROWSER | {"If-None-Match": '"old"'})

    assert (same.status_code, same.content, is_cached(same)) == (304, b"", True)
    assert [same[name] for name in ("ETag", "Vary", "Cache-Control")] == [
        page[name] for name in ("ETag", "Vary", "Cache-Control")
    ]
    assert (other.status_code, is_cached(other)) == (200, True)


def test_a_matching_etag_gets_304_without_rendering(client, monkeypatch):
    page = client.get(PAGE, headers=BROWSER)
    cache.clear()
    monkeypatch.setattr("platforms.views.compare.comparison.compare", None)

    same = client.get(PAGE, headers=BROWSER | {"If-None-Match": page["ETag"]})

    assert (same.status_code, is_cached(same)) == (304, False)
    assert same["ETag"] == page["ETag"].removeprefix("W/")
    assert same["Vary"] == page["Vary"]


def test_an_edit_shows_at_the_next_request(client):
    client.get("/platforms/linkedin/")
    Platform.objects.filter(slug="linkedin").update(tagline="Edited just now")

    assert "Edited just now" in client.get("/platforms/linkedin/").content.decode()


def test_a_page_keeps_its_revision_during_an_edit(rf):
    """The catalogue that a view is given is the one whose revision is in the key."""
    keyed = published.current()

    def view(_request):
        Platform.objects.filter(slug="linkedin").update(tagline="Edited just now")
        shown = published.current()
        return HttpResponse(shown.revision, headers={"Cache-Control": "public"})

    assert PageCacheMiddleware(view)(rf.get("/")).content.decode() == keyed.revision
    assert PageCacheMiddleware(view)(rf.get("/")).content.decode() != keyed.revision


OTHERS = {
    "host": ("/", {"headers": {"host": "localhost"}}),
    "scheme": ("/", {"secure": True}),
    "language": ("/de/", {}),
    "query string": ("/?a=1", {}),
    "path": ("/platforms/", {}),
    "part for htmx": ("/", {"headers": {"HX-Request": "true"}}),
    "history of htmx": ("/", {"headers": {"HX-Request": "true", "HX-History-Restore-Request": "true"}}),
    "zstd": ("/", {"headers": {"Accept-Encoding": "zstd, gzip"}}),
    "br": ("/", {"headers": {"Accept-Encoding": "br, gzip"}}),
    "gzip": ("/", {"headers": {"Accept-Encoding": "gzip"}}),
}


@pytest.mark.parametrize(("url", "options"), OTHERS.values(), ids=OTHERS)
def test_variants_of_a_page_are_cached_separately(client, url, options):
    client.get("/")
    first = client.get(url, **options)
    second = client.get(url, **options)

    assert (is_cached(first), is_cached(second)) == (False, True)
    assert headers(second) == headers(first)
    coding = options.get("headers", {}).get("Accept-Encoding", "identity").partition(",")[0]
    assert second.get("Content-Encoding", "identity") == coding


@pytest.mark.parametrize("accepted", ["gzip", "gzip, deflate", "GZIP;q=0.5, gzip;q=0.8", "x-rubbish, gzip, *;q=0"])
def test_spellings_of_an_encoding_share_an_entry(client, accepted):
    client.get("/", headers={"Accept-Encoding": "deflate, gzip"})

    assert is_cached(client.get("/", headers={"Accept-Encoding": accepted}))


def test_head_is_answered_from_the_cache_and_never_fills_it(client):
    first = client.head("/")
    page = client.get("/")
    second = client.head("/")

    assert [is_cached(response) for response in (first, page, second)] == [False, False, True]
    assert headers(second) == headers(page)


UNCACHED = [ANSWERS, *MISSING, "/compare/linkedin/linkedin/", "/corrections/new/", "/admin/login/"]


@pytest.mark.parametrize("url", UNCACHED)
def test_answers_forms_errors_and_the_desk_are_not_cached(client, url):
    client.get(url)

    assert not cache._cache


@pytest.mark.parametrize(
    "change",
    [
        {"status": 404},
        {"Cache-Control": "private"},
        {"Cache-Control": "no-store"},
        {"Vary": "Cookie"},
        {"Vary": "*"},
        {"cookie": True},
        {"size": page_cache.LARGEST + 1},
    ],
    ids=str,
)
def test_only_public_responses_are_cached(rf, change):
    asked = []

    def view(_request):
        response = HttpResponse(b"x" * change.get("size", 9), status=change.get("status", 200))
        response["Cache-Control"], response["Vary"] = "public, max-age=60", "HX-Request"
        for name in {"Cache-Control", "Vary"} & change.keys():
            response[name] = change[name]
        if "cookie" in change:
            response.set_cookie("a", "b")
        asked.append(1)
        return response

    for _twice in range(2):
        PageCacheMiddleware(view)(rf.get("/"))

    assert len(asked) == 2


def test_cached_pages_expire_every_day(client, monkeypatch):
    client.get("/")

    class Tomorrow:
        @staticmethod
        def now():
            return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)

    monkeypatch.setattr(page_cache, "timezone", Tomorrow)

    assert not is_cached(client.get("/"))


def test_cached_pages_are_logged_like_all_others(client, settings, caplog):
    settings.PROXIES = 1
    caplog.set_level(logging.INFO, "platforms.requests")

    sent = [{"X-Request-ID": f"asked-{n}-times"} for n in range(3)]
    etag = client.get("/platforms/linkedin/")["ETag"]
    answers = [client.get("/platforms/linkedin/", headers=each) for each in sent]
    client.get("/platforms/linkedin/", headers={"If-None-Match": etag})

    assert all(is_cached(answer) for answer in answers)
    assert [answer["X-Request-ID"] for answer in answers] == [each["X-Request-ID"] for each in sent]
    logged = [(record.method, record.route, record.status) for record in caplog.records]
    assert logged == [("GET", "profile", 200)] * 4 + [("GET", "profile", 304)]


@pytest.fixture
def without_the_collector():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_an_edit_frees_the_old_catalogue_at_once(client, without_the_collector):
    """Nobody is made to wait for the collector of garbage, which would have to look through all of both."""
    for url in [*PAGES, "/de/", "/de/compare/facebook/linkedin/", ANSWERS]:
        client.get(url, headers=BROWSER)
    gc.collect()  # what Django's templates leave behind
    former = weakref.ref(published.current())

    Platform.objects.filter(slug="linkedin").update(tagline="Quite another line.")
    client.get("/", headers=BROWSER)

    assert former() is None


def test_a_failed_precondition_has_the_same_headers_from_the_cache(client):
    fresh = client.get("/about/", headers={"If-Match": '"x"'})
    client.get("/about/")
    kept = client.get("/about/", headers={"If-Match": '"x"'})

    assert (kept.status_code, headers(kept)) == (412, headers(fresh))
