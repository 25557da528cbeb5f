"""The rules by which Mozilla's HTTP Observatory marks a site, and what goes beyond them, on every kind of answer."""

import os
import re
import subprocess
import sys

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import html

from tests.conftest import ROOT
from tests.pages.test_every_page import MISSING, PAGES

HALF_A_YEAR = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
OTHERS = [
    "/corrections/new/", "/corrections/received/", "/changes/", "/healthz", "/readyz", "/admin/login/",
    "/platforms/?q=" + "a" * 9000, "/compare/facebook/linkedin/meetup/x/reddit/",
]  # fmt: skip


@pytest.fixture
def https(settings):
    """A client of the site as the world sees it: over TLS, with what the settings say then."""
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 63072000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    answers = []
    yield lambda url: answers.append(Client().get(url, secure=True)) or answers[-1]
    for answer in answers:
        answer.close()  # a static file stays open until it is sent


def directives(response):
    parts = (part.split() for part in response["Content-Security-Policy"].split(";") if part.strip())
    return {name: values for name, *values in parts}


def marks(response):
    """The Observatory's modifiers that an answer earns, by their names there (scoring of 2024)."""
    policy = directives(response)
    values = {value for values in policy.values() for value in values}
    if policy["default-src"] == ["'none'"] and not any("unsafe" in v or v in ("*", "https:", "data:") for v in values):
        yield "csp-implemented-with-no-unsafe-default-src-none", 10
    if policy.get("frame-ancestors") == ["'none'"]:
        yield "x-frame-options-implemented-via-csp", 5
    age = re.search(r"max-age=(\d+)", response["Strict-Transport-Security"])
    if not age or int(age[1]) < HALF_A_YEAR:
        yield "hsts-implemented-max-age-less-than-six-months", -10
    if response.get("X-Content-Type-Options") != "nosniff":
        yield "x-content-type-options-not-implemented", -5
    if response.get("Referrer-Policy") in PRIVATE:
        yield "referrer-policy-private", 5
    if response.get("Cross-Origin-Resource-Policy") == "same-origin":
        yield "cross-origin-resource-policy-implemented-with-same-origin", 10
    if response.get("Access-Control-Allow-Origin") == "*" and response.get("Access-Control-Allow-Credentials"):
        yield "cross-origin-resource-sharing-implemented-with-universal-access", -50
    for cookie in response.cookies.values():
        if not (cookie["secure"] and cookie["samesite"] and (cookie["httponly"] or cookie.key != "sessionid")):
            yield "cookies-without-secure-flag", -20
    if "text/html" in response.get("Content-Type", ""):
        scripts = html.fromstring(response.content.decode()).xpath("//script/@src")
        if any(not src.startswith("/static/") for src in scripts):
            yield "sri-not-implemented-but-external-scripts-loaded-securely", -5


@pytest.mark.parametrize("url", [*PAGES, *MISSING, *OTHERS])
def test_the_observatory_score_is_above_a_hundred(https, url):
    response = https(url)

    assert 100 + sum(mark for _name, mark in marks(response)) >= 130, list(marks(response))


@pytest.mark.parametrize("url", ["/", "/nowhere/", "/corrections/new/", "/admin/login/"])
def test_policies_allow_only_what_is_needed(https, url):
    response = https(url)

    policy = directives(response)
    assert policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert {value for values in policy.values() for value in values} <= {"'self'", "'none'"}
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert "Server" not in response
    assert "X-Powered-By" not in response


def test_a_static_file_bears_only_what_concerns_it(https):
    response = https("/static/css/site.css")

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] in PRIVATE
    assert "max-age" in response["Strict-Transport-Security"]
    # Policies are for documents; on styles and scripts they would be half a kilobyte each.
    assert not {"Content-Security-Policy", "Permissions-Policy", "X-Frame-Options"} & set(response.headers)


def test_plain_http_only_redirects_to_https(https, settings):
    answer = Client().get("/compare/facebook/linkedin/?goals=career")

    assert (answer.status_code, answer["Location"]) == (
        301, "https://testserver/compare/facebook/linkedin/?goals=career",
    )  # fmt: skip


def test_a_tls_claim_is_ignored_without_our_proxy():
    asked = "from django.conf import settings; print(settings.SECURE_PROXY_SSL_HEADER)"
    kept = {key: value for key, value in os.environ.items() if key not in ("HTTPS", "DJANGO_SETTINGS_MODULE")}
    told = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", asked],
        cwd=ROOT, env=kept | {"HTTPS": "true", "PROXIES": "0", "SECRET_KEY": "x" * 50}, text=True,
        capture_output=True, check=True,
    )  # fmt: skip

    assert told.stdout.strip() == "None"


@pytest.mark.parametrize("url", PAGES)
def test_full_pages_link_the_speculation_rules(client, url):
    page, asked_by_htmx = client.get(url), client.get(url, headers={"HX-Request": "true"})

    named = re.fullmatch(r'"(/static/\S+)"', page["Speculation-Rules"])
    assert "Speculation-Rules" not in asked_by_htmx
    assert finders.find(named[1].removeprefix("/static/"))


@pytest.mark.parametrize(
    "url", ["/admin/login/", "/data/catalogue.json", "/manifest.webmanifest", "/nowhere/", "/sw.js"]
)
def test_only_public_pages_link_the_speculation_rules(client, url):
    assert "Speculation-Rules" not in client.get(url)
