"""Every address of the desk, found in the URL map itself: closed to strangers, open to each role as far as it goes."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import URLResolver, get_resolver

from platforms.desk.access import roles
from platforms.models import Platform
from tests.desk.conftest import make_user, signed_in

OPEN = {"/admin/login/", "/admin/forgotten/", "/admin/set-password/1/1/"}


def addresses(resolver, prefix="/"):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, route)
        else:
            yield route


def filled(route):
    """The route with a 1 for every part of it that varies; a catch-all as something it might catch."""
    route = re.sub(r"\(\?P<url>\.\*\)\$$", "anything/", route)
    return re.sub(r"<[^>]+>|\(\?P<\w+>[^)]*\)", "1", route).replace("^", "").replace("$", "")


DESK = sorted({filled(route) for route in addresses(get_resolver()) if route.startswith("/admin/")})


def test_the_url_walk_covers_the_desk():
    assert {"/admin/", "/admin/document/", "/admin/platforms/platform/1/preview/", "/admin/auth/user/add/"} <= {*DESK}
    assert len(DESK) > 80


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_redirected_to_sign_in(method):
    client = Client(raise_request_exception=False)
    answers = {url: getattr(client, method)(url) for url in DESK if url not in OPEN}

    told = {
        url: answer.status_code
        for url, answer in answers.items()
        if not (answer.status_code == 302 and re.match(r"/admin/(login/|$)", answer["Location"]))
    }
    assert told == {}
    assert {url: a.cookies.keys() for url, a in answers.items() if "sessionid" in a.cookies} == {}


def test_every_page_rejects_forms_from_other_sites(admin_user):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(admin_user, backend="django.contrib.auth.backends.ModelBackend")

    answers = {url: client.post(url, {"post": "yes"}).status_code for url in DESK}

    # Who is signed in already is led on from there; nothing is read of the form.
    assert {url: status for url, status in answers.items() if status != 403} == {"/admin/login/": 302}


MANAGED = [
    model for model in apps.get_models()
    if f"/admin/{model._meta.app_label}/{model._meta.model_name}/" in DESK
]  # fmt: skip
CELLS = ("rating", "support", "use", "audiencecell", "fact", "figure", "tip")
READ_ONLY_FORMS = {"correction"}
"""Nobody adds one at the desk."""


@pytest.mark.parametrize("role", [*roles.ROLES, "nobody"])
def test_each_role_reaches_only_the_pages_it_may(role):
    if role == "nobody":
        Group.objects.create(name="nobody")
        client, held = Client(), set()
        client.force_login(make_user("nobody"), backend="django.contrib.auth.backends.ModelBackend")
    else:
        client, held = signed_in(role), roles.codenames(role)
    wrong = {}
    for model in MANAGED:
        app, name = model._meta.app_label, model._meta.model_name
        for action, path in (("view", ""), ("add", "add/")):
            may = (app, f"{action}_{name}") in held or (action == "view" and (app, f"change_{name}") in held)
            if action == "add" and name in {*CELLS, *READ_ONLY_FORMS}:
                may = False
            status = client.get(f"/admin/{app}/{name}/{path}").status_code
            if status != (200 if may else 403):
                wrong[f"{app}/{name}/{path}"] = status
    assert wrong == {}


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "http:evil.example",
        "javascript:alert(1)", "https:///evil.example", "/%09/evil.example", "///evil.example",
    ],
)  # fmt: skip
def test_signing_in_never_redirects_to_another_site(client, target):
    make_user("editor")

    answer = client.post(
        "/admin/login/",
        {"username": "editor", "password": "a long password", "next": target},
        query_params={"next": target},
    )

    assert answer.status_code == 302
    assert re.match(r"/(?![/\\])", answer["Location"]), answer["Location"]


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/..", "//evil.example", "/\\evil.example/", "/compare//evil.example/",
        "/platforms//evil.example",
        "/compare/facebook/https://evil.example/", "/de//evil.example", "/admin//evil.example", "/guide//evil.example",
        "/fit//evil.example", "/data//evil.example",
    ],
)  # fmt: skip
def test_no_address_redirects_to_another_site(client, path):
    answer = client.generic("GET", path)

    if answer.status_code in (301, 302):
        assert re.match(r"/(?![/\\])", answer["Location"]), answer["Location"]
    assert answer.status_code < 500


def test_strangers_cannot_change_anything(client):
    before = list(Platform.objects.values_list("slug", "published_at", "withdrawn_at"))

    for url in DESK:
        client.post(url, {"withdraw": "1", "post": "yes", "action": "withdraw"})

    assert list(Platform.objects.values_list("slug", "published_at", "withdrawn_at")) == before
