"""The product's server over plain connections: header names, bodies that don't come, threads that can't be taken."""

import asyncio
import sqlite3
from contextlib import ExitStack, closing
from types import SimpleNamespace

import pytest

from compare_site.serving.worker import Worker
from tests.browser.conftest import running
from tests.faults.databases import POSTGRESQL
from tests.pages.test_middleware import EVERY_HEADER
from tests.server.plain import Connection, ask

pytestmark = pytest.mark.usefixtures("own_loop")

LOGIN = "/admin/login/?next=/admin/"
FORM = "Content-Type: application/x-www-form-urlencoded"
PAGE = "/platforms/linkedin/"


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    with running(tmp_path_factory.mktemp("product"), PROXIES="1") as (address, _said):
        yield address


def sent(stack, address, *request, **options):
    return stack.enter_context(Connection(address)).send(*request, **options)


@pytest.mark.parametrize("path", ["/", "/platforms/linkedin/", "/changes/"])
def test_a_header_with_an_underscore_is_no_other(product, path):
    whole = ask(product, f"GET {path}")
    fragment = ask(product, f"GET {path}", "HX_Request: true", "hx_request: true")

    assert fragment[2] == whole[2]
    assert b"<!doctype html>" in whole[2][:100].lower()


def test_only_real_headers_of_proxies_count(product):
    ours = ask(product, f"GET {PAGE}", "X-Request-ID: from-our-proxy")
    theirs = ask(product, f"GET {PAGE}", "X_Request_ID: from-a-client")
    both = ask(product, f"GET {PAGE}", "X-Request-ID: from-our-proxy", "X_Request_ID: from-a-client")

    assert ours[1]["x-request-id"] == both[1]["x-request-id"] == "from-our-proxy"
    assert theirs[1]["x-request-id"] != "from-a-client"


def test_unfinished_bodies_hold_nobody_up_and_end(product):
    with ExitStack() as stack:
        slow = [
            sent(stack, product, f"POST {path}", FORM, body=b"a=", length=1000)
            for path in ("/corrections/new/", LOGIN)
            for _each in range(8)
        ]

        assert ask(product, f"GET {PAGE}")[0] == 200
        assert ask(product, f"GET {LOGIN}")[0] == 200
        assert ask(product, "POST /corrections/new/", FORM, body=b"a=b")[0] == 422
        for connection in slow:
            status, headers, body = connection.answer()
            assert status == 408
            assert body == b"What you sent did not arrive in time."
            assert headers.keys() >= EVERY_HEADER


def test_bodies_together_are_bounded(product):
    with ExitStack() as stack:
        waiting = [sent(stack, product, f"POST {LOGIN}", FORM, length=31 * 1024 * 1024) for _each in range(2)]

        status, headers, body = ask(product, f"POST {LOGIN}", FORM, length=31 * 1024 * 1024)

        assert (status, headers["retry-after"]) == (503, "30")
        assert headers.keys() >= EVERY_HEADER
        assert b"Too many people are here" in body
        assert not any(connection.is_answered() for connection in waiting)
        assert ask(product, f"GET {PAGE}")[0] == 200


@pytest.mark.parametrize(
    ("line", "headers", "status"),
    [
        ("OPTIONS *", [], 204),
        ("POST /corrections/new/", ["Transfer-Encoding: chunked"], 411),
        ("GET /platforms/?q=a", ["Content-Type: text/plain; charset=base64"], 200),
        ("POST /corrections/new/", ["Content-Type: text/plain; charset=base64"], 400),
        ("POST /admin/login/", ["Content-Type: multipart/form-data; boundary=a; charset=utf-7"], 400),
        (f"GET /platforms/?{'a&' * 2000}", [], 400),
        (f"GET /admin/?{'a&' * 2000}", [], 400),
        ("BREW /data/catalogue.json", [], 405),
        ("BREW /", [], 405),
        (f"GET {PAGE}", ["Host: else.where"], 400),
    ],
)
def test_odd_requests_get_an_answer_with_all_headers(product, line, headers, status):
    found, carried, _body = ask(product, line, *headers)

    assert found == status
    assert carried.keys() >= EVERY_HEADER


@pytest.mark.skipif(POSTGRESQL, reason="locks a file")
def test_a_desk_that_waits_holds_no_visitor_up(tmp_path):
    with running(tmp_path) as (address, _said), ExitStack() as stack:
        page = ask(address, f"GET {LOGIN}")
        cookie = page[1]["set-cookie"].partition(";")[0]
        token = page[2].partition(b'csrfmiddlewaretoken" value="')[2].partition(b'"')[0]
        form = b"username=admin&password=wrong&csrfmiddlewaretoken=" + token
        file = stack.enter_context(closing(sqlite3.connect(tmp_path / "side-by-side.sqlite3", isolation_level=None)))
        file.execute("BEGIN IMMEDIATE")
        waiting = [sent(stack, address, f"POST {LOGIN}", FORM, f"Cookie: {cookie}", body=form) for _each in range(6)]

        assert [ask(address, f"GET {path}")[0] for path in ("/", PAGE, "/fit/results/?goal=career")] == [200] * 3
        assert ask(address, "POST /mcp", "Content-Type: application/json", body=b"{}")[0] == 400
        assert not any(connection.is_answered() for connection in waiting)
        file.execute("ROLLBACK")
        assert {connection.answer()[0] for connection in waiting} <= {200, 429, 503}


def test_a_crowd_makes_one_line_in_the_log(caplog):
    def application(_environ, start_response):
        start_response("503 Service Unavailable", [])
        return [b""]

    worker = Worker(application)
    worker._pages = SimpleNamespace(is_full=True)

    answers = [asyncio.run(worker._answer({"REQUEST_METHOD": "GET", "PATH_INFO": "/"})) for _each in range(3)]

    assert [status for status, _headers, _body in answers] == [503] * 3
    assert len([record for record in caplog.records if "come again" in record.message]) == 1
