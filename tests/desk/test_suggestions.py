"""A visitor suggests a platform; the desk sees it in its queue; nothing about the person is kept."""

import pytest
from django.test import Client
from lxml import html

from platforms.models import Suggestion
from tests.desk.conftest import text_of

URL = "/corrections/new/?suggest="
SENT = {"name": "Orkut", "why": "Old friends.", "address": "https://example.org/"}


def form_of(client, name=""):
    tree = html.fromstring(client.get(URL + name).content.decode())
    return dict(tree.xpath("//form[@method='post']")[0].form_values())


def send(client, headers=None, **changed):
    return client.post(URL, form_of(client) | SENT | changed, headers=headers)


@pytest.mark.parametrize("name", ["Orkut", "a b", "<script>", "x" * 200])
def test_what_was_searched_stands_in_the_form(client, name):
    assert form_of(client, name)["name"] == name[:80]


def test_a_suggestion_is_stored_without_the_person(client):
    assert send(client)["Location"] == "/corrections/received/"

    stored = Suggestion.objects.get()
    assert (stored.name, stored.why, stored.website) == ("Orkut", "Old friends.", "https://example.org/")
    assert not {field.name for field in Suggestion._meta.fields} & {"ip", "address", "email", "user", "user_agent"}
    assert not client.cookies


@pytest.mark.parametrize("changed", [{"name": ""}, {"why": ""}, {"address": "no page"}, {"shown": "forged"}])
def test_a_mistake_is_shown_and_the_input_kept(client, changed):
    answer = send(client, **changed)

    assert answer.status_code == 422
    assert ("Orkut" if "name" not in changed else "Old friends.") in answer.content.decode()
    assert not Suggestion.objects.exists()


def test_the_website_may_stay_empty(client):
    assert send(client, address="").status_code == 302


def test_another_site_cannot_send_one():
    client = Client(enforce_csrf_checks=True)

    assert send(client, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_programs_that_fill_every_field_are_dropped(client):
    assert send(client, website="https://spam.example").status_code == 302
    assert not Suggestion.objects.exists()


def test_suggestions_and_reports_share_the_limit_of_a_network(client):
    answers = [send(client, why=f"Number {n}").status_code for n in range(6)]

    assert answers == [302] * 5 + [429]


def test_a_repeated_suggestion_is_stored_once(client):
    send(client)
    send(client)

    assert Suggestion.objects.count() == 1


def test_the_queue_lists_what_is_not_done(client, editor, publisher):
    send(client)
    assert "Orkut" in text_of(editor.get("/admin/"))

    stored = Suggestion.objects.get()
    publisher.post(f"/admin/platforms/suggestion/{stored.pk}/change/", {"is_done": "on", "name": "Rewritten"})

    stored.refresh_from_db()
    assert (stored.is_done, stored.name) == (True, "Orkut")
    assert "Orkut" not in text_of(editor.get("/admin/"))
