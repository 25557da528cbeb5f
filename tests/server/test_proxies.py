"""Through real proxies: nobody chooses an address, and nobody else gets a page that one odd request made."""

import pytest

from tests.browser.conftest import running
from tests.exhaustive import EXHAUSTIVE
from tests.server.plain import ask, token_of
from tests.server.proxies import PROXIES, proxied

pytestmark = [
    pytest.mark.usefixtures("own_loop"),
    pytest.mark.skipif(not EXHAUSTIVE, reason="in .ci/exhaustive"),
]

LOGIN = "/admin/login/?next=/admin/"
FORM = "Content-Type: application/x-www-form-urlencoded"
PAGES = ("/", "/platforms/linkedin/", "/platforms/?q=linked", "/changes/?since=2026-11-01")
ODD = (
    "HX_Request: true", "Hx_Request: true", "Content-Type: text/html; charset=utf-16", "X_Forwarded_Proto: https",
    "X_Forwarded_Host: else.where", "Content-Type: text/html; charset=base64", "Cookie: sessionid=x",
)  # fmt: skip


@pytest.fixture(scope="module", params=PROXIES)
def site(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    with running(folder, PROXIES="1") as (address, _said), proxied(request.param, address, folder) as through:
        yield through


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("path", PAGES)
def test_one_odd_request_changes_nobodys_page(site, path, odd):
    path = f"{path}{'&' if '?' in path else '?'}odd={PAGES.index(path)}{ODD.index(odd)}"
    ask(site, f"GET {path}", odd)

    status, _headers, page = ask(site, f"GET {path}")

    assert status == 200
    assert b"<!doctype html>" in page[:100].lower()
    other = ask(site, f"GET {path}", "Host: 127.0.0.1")[2]  # of another host no cache keeps the same page
    assert page == other.replace(b"//127.0.0.1", b"//localhost")


def test_nobody_chooses_an_address(site):
    form = ask(site, f"GET {LOGIN}")
    cookie = form[1]["set-cookie"].partition(";")[0]
    body = f"username=admin&password=wrong&csrfmiddlewaretoken={token_of(form[2])}".encode()

    statuses = [
        ask(
            site, f"POST {LOGIN}", FORM, f"Cookie: {cookie}", f"X_Forwarded_For: 198.51.100.{n}",
            f"X-Forwarded-For: 203.0.113.{n}", f"x_real_ip: 192.0.2.{n}", body=body,
        )[0]
        for n in range(7)
    ]  # fmt: skip

    assert statuses == [200] * 4 + [429] * 3
