"""Public pages are answered before most of the middleware: with the same words and headers as behind all of it."""

import logging

import pytest
from django.test import Client

from compare_site.middleware import PublicPages
from platforms.views import comparison
from tests.pages.test_every_page import MISSING, PAGES

OTHERS = [
    "/de/platforms/meetup/",
    "/platforms/LinkedIn/",
    "/compare/linkedin/linkedin/",
    "/compare/facebook/linkedin/meetup/x/reddit/",
    "/fit/results/?goal=career",
    "/fit/?done=1",
    "/fit/visibility/?goal=career",
    "/data/catalogue.csv",
    "/data/compare/facebook/linkedin.json",
    "/data/nowhere.json",
    "/robots.txt",
    "/healthz",
    "/platforms",
    "/static/nowhere.css",
    "/platforms/?q=" + "a" * 9000,
]
OF_ONE_ANSWER = {"x-request-id", "x-noise"}


@pytest.fixture
def long_way(monkeypatch):
    """Sends every request through all of the middleware."""

    def send():
        monkeypatch.setattr(PublicPages, "__call__", lambda self, request: self.get_response(request))

    return send


def answer(url, **options):
    response = Client(raise_request_exception=False).get(url, **options)
    headers = {name.lower(): value for name, value in response.items() if name.lower() not in OF_ONE_ANSWER}
    return response.status_code, headers, response.getvalue()


@pytest.mark.parametrize("url", [*PAGES, *MISSING, *OTHERS])
def test_it_is_the_same_either_way(url, long_way):
    sent = [{}, {"headers": {"hx-request": "true"}}, {"headers": {"accept-encoding": "gzip"}}, {"secure": True}]
    short = [answer(url, **options) for options in sent]

    long_way()

    assert short == [answer(url, **options) for options in sent]


@pytest.mark.parametrize(
    ("headers", "status"), [({"host": "elsewhere.example"}, 400), ({"if-none-match": "*"}, 304), ({}, 200)]
)
def test_who_asks_with_what_is_answered_the_same_either_way(headers, status, long_way):
    short = answer("/platforms/linkedin/", headers=headers)

    long_way()

    assert short == answer("/platforms/linkedin/", headers=headers)
    assert short[0] == status


def test_without_tls_where_it_is_wanted_a_page_leads_to_it(settings):
    settings.SECURE_SSL_REDIRECT = True

    response = Client().get("/platforms/linkedin/")

    assert (response.status_code, response["Location"]) == (301, "https://testserver/platforms/linkedin/")


def test_a_mistake_of_ours_is_a_page_with_all_headers_and_is_logged_once(monkeypatch, caplog):
    def broken(**_options):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(comparison, "compare", broken)
    with caplog.at_level(logging.ERROR):
        status, headers, body = answer("/compare/facebook/linkedin/")

    assert status == 500
    assert b"<h1>" in body
    assert {"content-security-policy", "permissions-policy", "x-frame-options"} <= set(headers)
    assert [record.name for record in caplog.records if record.exc_info] == ["django.request"]
