"""What an editor sent is given back when it could not be taken."""

import re

import pytest
from django.test import Client
from lxml import html

from platforms.storage.document.stored import stored_platform
from tests.desk.conftest import fields_of, make_user, sheet_url, text_of

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def strict(linkedin):
    """A browser that has to send tokens, its user, and what the sheet holds with one note changed."""
    client, user = Client(enforce_csrf_checks=True), make_user("editor")
    sign_in(client, user)
    fields = fields_of(client.get(sheet_url(linkedin)))
    return client, user, fields | {"support.polls-note": "Typed"}


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")


def send_again(client, page):
    form = html.fromstring(page.content.decode()).xpath("//form[.//button[text()='Send it again']]")[0]
    values = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return client.post(form.get("action"), values, headers=OURS)


def test_input_survives_the_end_of_a_session(strict, linkedin):
    client, user, fields = strict
    client.session.flush()
    client.cookies.pop("sessionid", None)

    page = client.post(sheet_url(linkedin), fields, headers=OURS)
    assert page.status_code == 401
    assert "Your session was over" in text_of(page)
    sign_in(client, user)
    answer = send_again(client, page)

    assert answer.status_code == 302
    assert stored_platform(linkedin.pk).support["polls"].note == "Typed"


def test_input_survives_a_stale_token(strict, linkedin):
    client, _user, fields = strict

    page = client.post(sheet_url(linkedin), fields | {"csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    assert page.status_code == 403
    assert "older than your sign-in" in text_of(page)

    assert send_again(client, page).status_code == 302
    assert stored_platform(linkedin.pk).support["polls"].note == "Typed"


def test_another_sites_form_is_never_offered_again(strict, linkedin):
    client, _user, fields = strict

    page = client.post(
        sheet_url(linkedin), fields | {"csrfmiddlewaretoken": "x" * 64}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert page.status_code == 403
    assert not re.search("Send it again", page.content.decode())


def test_signing_in_twice_leads_to_the_desk(strict):
    client, _user, _fields = strict

    answer = client.post("/admin/login/", {"username": "editor", "csrfmiddlewaretoken": "x" * 64}, headers=OURS)

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")
