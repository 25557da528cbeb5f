"""One way through the middleware: public pages don't touch the session, and mistakes are answered and logged once."""

import logging

import pytest
from django.test import Client

from platforms.views.compare import comparison
from tests.pages.test_every_page import MISSING, PAGES
from tests.pages.test_made_up_requests import ROUTES

FILES = ["/data/catalogue.csv", "/data/compare/facebook/linkedin.json", "/robots.txt", "/healthz", "/sw.js"]
OTHERS = ["/de/platforms/meetup/", "/fit/", "/fit/results/?goal=career", "/corrections/new/", "/changes/feed/"]
EVERY_HEADER = {
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
    "x-request-id",
}


@pytest.mark.parametrize("url", [*PAGES, *MISSING, *OTHERS, *FILES])
@pytest.mark.parametrize("cookies", [{}, {"sessionid": "a" * 32}], ids=["no cookie", "session cookie"])
def test_a_public_page_touches_no_session(client, url, cookies):
    client.cookies.load(cookies)

    response = client.get(url)

    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert not response.wsgi_request.session.accessed
    assert not response.wsgi_request.session.modified


def test_every_fixed_public_address_leaves_the_session_alone(client):
    for url in (route for route in ROUTES if "<" not in route and not route.startswith("/admin/")):
        response = client.get(url)

        assert not response.cookies, url
        assert "cookie" not in response.get("Vary", "").lower(), url
        assert not response.wsgi_request.session.accessed, url


def test_editors_see_the_same_public_pages(admin_client, client):
    assert admin_client.get("/").content == client.get("/").content
    assert admin_client.get("/admin/").wsgi_request.user.is_authenticated


@pytest.mark.parametrize(
    "url", [*PAGES, *MISSING, *OTHERS, *FILES, "/static/nowhere.css", "/platforms/?q=" + "a" * 9000]
)
def test_every_answer_carries_the_security_headers(client, url):
    assert {name.lower() for name in client.get(url).headers} >= EVERY_HEADER


def test_plain_http_redirects_to_https_when_required(settings):
    settings.SECURE_SSL_REDIRECT = True
    client = Client()
    client.get("/platforms/linkedin/", secure=True)

    response = client.get("/platforms/linkedin/")

    assert (response.status_code, response["Location"]) == (301, "https://testserver/platforms/linkedin/")


def test_an_unknown_host_is_refused(client):
    client.get("/platforms/linkedin/")

    response = client.get("/platforms/linkedin/", headers={"host": "elsewhere.example"})

    assert response.status_code == 400
    assert {name.lower() for name in response.headers} >= EVERY_HEADER


def test_a_server_error_has_all_headers_and_logs_once(monkeypatch, caplog):
    def broken(**_options):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(comparison, "compare", broken)
    with caplog.at_level(logging.ERROR):
        response = Client(raise_request_exception=False).get("/compare/facebook/linkedin/")

    assert response.status_code == 500
    assert b"<h1>" in response.content
    assert {name.lower() for name in response.headers} >= EVERY_HEADER
    assert [record.name for record in caplog.records if record.exc_info] == ["django.request"]
