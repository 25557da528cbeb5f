"""With any headers of a request the kept answer equals the one that is made without memory."""

import io

import pytest
from django.core.cache import cache
from hypothesis import given, settings
from hypothesis import strategies as st

from compare_site import caches
from compare_site.wsgi import application
from tests.coding import decoded
from tests.exhaustive import EXAMPLES

ADDRESSES = [
    "/", "/platforms/", "/platforms/?q=linked", "/platforms/?q=%C3%A9&kind=social", "/platforms/linkedin/",
    "/compare/facebook/linkedin/?show=differences", "/changes/?since=2026-11-01", "/changes/feed/", "/de/", "/method/",
    "/fit/", "/guide/", "/data/", "/fit/results/?goal=career",
]  # fmt: skip
HEADERS = {
    "CONTENT_TYPE": ["text/html; charset=utf-16", "text/plain; charset=base64", "a/b; charset=latin-1", "x;;=", ""],
    "HTTP_ACCEPT": ["application/json", "*/*", "text/html;q=0.1", "image/png"],
    "HTTP_ACCEPT_CHARSET": ["utf-16", "latin-1"],
    "HTTP_ACCEPT_ENCODING": ["gzip", "br", "zstd;q=0.1, gzip", "identity", "*;q=0", "deflate", "GZIP"],
    "HTTP_ACCEPT_LANGUAGE": ["de", "es-MX, en;q=0.1", "ar-xb"],
    "HTTP_AUTHORIZATION": ["Bearer x", "Basic YTpi"],
    "HTTP_COOKIE": ["sessionid=x", "django_language=de; csrftoken=y", "messages=z"],
    "HTTP_HOST": ["localhost", "127.0.0.1", "testserver", "elsewhere.example", "localhost:81"],
    "HTTP_HX_BOOSTED": ["true", "false"],
    "HTTP_HX_CURRENT_URL": ["http://localhost/platforms/", "/de/"],
    "HTTP_HX_HISTORY_RESTORE_REQUEST": ["true", "false", ""],
    "HTTP_HX_PROMPT": ["x"],
    "HTTP_HX_REQUEST": ["true", "false", "True", ""],
    "HTTP_HX_TARGET": ["found", "main"],
    "HTTP_HX_TRIGGER": ["q", "more"],
    "HTTP_HX_TRIGGER_NAME": ["q"],
    "HTTP_IF_MATCH": ['"x"', "*"],
    "HTTP_IF_MODIFIED_SINCE": ["Fri, 27 Nov 2026 00:00:00 GMT", "x"],
    "HTTP_IF_NONE_MATCH": ['"x"', "*", "W/"],
    "HTTP_ORIGIN": ["null", "https://elsewhere.example"],
    "HTTP_RANGE": ["bytes=0-9", "x"],
    "HTTP_REFERER": ["http://localhost/de/"],
    "HTTP_SAVE_DATA": ["on"],
    "HTTP_SEC_FETCH_DEST": ["document", "empty"],
    "HTTP_SEC_FETCH_SITE": ["cross-site", "none"],
    "HTTP_SEC_PURPOSE": ["prefetch"],
    "HTTP_USER_AGENT": ["curl", "Mozilla/5.0 (iPhone)", ""],
    "HTTP_X_FORWARDED_FOR": ["198.51.100.7", "x", "::1, 2001:db8::1"],
    "HTTP_X_FORWARDED_HOST": ["elsewhere.example"],
    "HTTP_X_FORWARDED_PORT": ["81"],
    "HTTP_X_FORWARDED_PROTO": ["https", "http", "x"],
    "HTTP_X_HTTP_METHOD_OVERRIDE": ["DELETE"],
    "HTTP_X_ORIGINAL_URL": ["/admin/"],
    "HTTP_X_REQUESTED_WITH": ["XMLHttpRequest"],
    "HTTP_X_REQUEST_ID": ["sent-by-a-client"],
    "HTTP_X_REWRITE_URL": ["/admin/"],
    "wsgi.url_scheme": ["https", "http"],
    "REMOTE_ADDR": ["198.51.100.7", ""],
}
"""Every header that anything between the browser and a view might read, and values that could make a difference."""

OF_THE_ANSWER_ALONE = ("x-noise", "x-request-id")
sent = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in HEADERS.items()})
requests = st.tuples(st.sampled_from(["GET", "GET", "HEAD"]), st.sampled_from(ADDRESSES), sent)


@pytest.fixture(autouse=True)
def memory_cache(settings):
    settings.CACHES = {"default": caches.cache_settings("", 16, release="tests")}
    settings.PROXIES = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def ask(method, address, headers):
    """Return status, headers and body as a server would send them."""
    path, _mark, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "testserver",
        "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1",
    }  # fmt: skip
    answered = []
    parts = application(environ | headers, lambda *line: answered.extend(line[:2]))
    body = b"".join(parts)
    parts.close()
    named = sorted((name.lower(), value) for name, value in answered[1] if name.lower() not in OF_THE_ANSWER_ALONE)
    # Compression adds noise of a random length, against those who measure it.
    coding = dict(named).get("content-encoding")
    return answered[0], [each for each in named if not coding or each[0] != "content-length"], decoded(body, coding)


def weakly(answer):
    """Leave out what a 304 may say in two ways: whether its ETag is of a compressed page, and that it has no body."""
    status, headers, body = answer
    pairs = [(name, value.removeprefix("W/")) for name, value in headers if (name, value) != ("content-length", "0")]
    return status, pairs, body


@settings(max_examples=EXAMPLES // 5)  # twelve pages each
@given(st.lists(requests, min_size=4, max_size=4))
def test_a_kept_answer_equals_a_fresh_one(db, asked):
    cache.clear()
    first, second = ([ask(*request) for request in asked] for _twice in range(2))
    for request, *kept in zip(asked, first, second, strict=True):
        cache.clear()

        assert kept == [ask(*request)] * 2, request


@settings(max_examples=EXAMPLES // 5)
@given(requests, st.sampled_from(["*", 'W/"x"', "its own"]), st.sampled_from(["IF_NONE_MATCH", "IF_MATCH"]))
def test_a_kept_answer_to_a_precondition_equals_a_fresh_one(db, asked, tag, name):
    method, address, headers = asked
    plain = {key: value for key, value in headers.items() if not key.startswith("HTTP_IF_")}
    cache.clear()
    etag = dict(ask("GET", address, plain)[1]).get("etag", "*")
    conditional = method, address, plain | {f"HTTP_{name}": etag if tag == "its own" else tag}

    kept = ask(*conditional)
    cache.clear()

    assert weakly(kept) == weakly(ask(*conditional))


@pytest.mark.parametrize("charset", ["utf-16", "base64", "latin-1", "utf-7", "rot13", "x"])
def test_the_charset_of_a_body_changes_no_page(db, charset):
    odd = {"CONTENT_TYPE": f"text/html; charset={charset}"}
    for address in ("/platforms/?q=linked", "/changes/?since=2026-11-01", "/platforms/linkedin/?q=a"):
        cache.clear()
        before = ask("GET", address, odd)
        assert before == ask("GET", address, {})
        cache.clear()
        assert before == ask("GET", address, {})
