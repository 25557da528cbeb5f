"""A visitor reports a mistake; the desk decides; everybody reads why."""

import pytest
from django.test import Client
from lxml import html

from platforms.models import Correction, Platform
from platforms.storage import corrections
from platforms.storage.publication import withdraw
from tests.desk.conftest import text_of

URL = "/corrections/new/"
REPORT = {
    "platform": "linkedin",
    "cell": "polls",
    "wrong": "Polls are gone.",
    "source_url": "https://example.org/polls",
}


def form_of(client, query="?platform=linkedin&cell=polls"):
    tree = html.fromstring(client.get(URL + query).content.decode())
    return dict(tree.xpath("//form[@method='post']")[0].form_values())


def send(client, headers=None, **changed):
    return client.post(URL, form_of(client) | REPORT | changed, headers=headers)


def test_the_form_is_prefilled_from_the_page(client):
    assert {key: form_of(client)[key] for key in ("platform", "cell")} == {"platform": "linkedin", "cell": "polls"}


def test_an_unknown_platform_leaves_the_field_empty(client):
    assert form_of(client, "?platform=gone&cell=neither")["platform"] == ""


def test_a_report_stays_open_and_stores_no_personal_data(client):
    answer = send(client)

    assert answer["Location"] == "/corrections/received/?platform=linkedin"
    report = Correction.objects.get()
    assert (report.platform.slug, report.cell, report.state) == ("linkedin", "polls", "open")
    stored = {field.name for field in Correction._meta.fields}
    assert not stored & {"ip", "address", "email", "name", "user", "user_agent"}


def test_a_report_needs_no_source(client):
    assert send(client, source_url="").status_code == 302
    assert Correction.objects.get().source_url == ""


def test_fields_say_whether_they_are_required(client):
    tree = html.fromstring(client.get(URL).content)
    said = {
        name: tree.xpath(f"//label[@for='id_{name}']/small/text()")[0].strip()
        for name in ("platform", "cell", "wrong", "source_url")
    }
    assert said == {"platform": "required", "cell": "required", "wrong": "required", "source_url": "optional"}


def test_correction_pages_set_no_cookie(client):
    client.get(URL)
    send(client)
    client.get("/corrections/received/")
    client.get("/changes/")

    assert not client.cookies


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"wrong": ""}, "This field is required."),
        ({"source_url": "not a page"}, "Enter a valid URL."),
        ({"platform": "gone"}, "Select a valid choice."),
        ({"cell": "gone"}, "Select a valid choice."),
        ({"shown": "forged"}, "This form is out of date."),
        ({"wrong": "x" * 2001}, "at most 2000 characters"),
    ],
)
def test_form_errors_are_shown_and_the_input_kept(client, changed, message):
    answer = send(client, **changed)

    assert answer.status_code == 422
    assert message in text_of(answer)
    assert not Correction.objects.exists()
    if "source_url" not in changed:
        assert REPORT["source_url"] in answer.content.decode()


def test_a_report_filling_the_hidden_field_is_dropped(client):
    assert send(client, website="https://spam.example").status_code == 302
    assert not Correction.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}]
)
def test_another_site_cannot_send_a_report(headers):
    assert send(Client(enforce_csrf_checks=True), headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}, {}])
def test_our_own_page_can_send_a_report(headers):
    assert send(Client(enforce_csrf_checks=True), headers=headers).status_code == 302


def test_one_address_can_send_five_reports_an_hour(client):
    answers = [send(client, wrong=f"Number {n}").status_code for n in range(6)]

    assert answers == [302] * 5 + [429]
    assert send(Client(REMOTE_ADDR="203.0.113.7"), wrong="From elsewhere").status_code == 302


def test_reports_from_all_addresses_together_are_limited(client, monkeypatch):
    monkeypatch.setattr(corrections, "MOST_OPEN_AN_HOUR", 1)
    send(client)

    assert send(client, wrong="Another").status_code == 429


def test_a_repeated_report_is_stored_once(client):
    send(client)
    send(client)

    assert Correction.objects.count() == 1


def test_decided_reports_are_public_and_open_ones_are_not(client, publisher):
    send(client)
    assert "Polls are gone." not in text_of(client.get("/changes/"))
    report = Correction.objects.get()

    publisher.post(
        f"/admin/platforms/correction/{report.pk}/change/", {"state": "declined", "decision": "They are still there."}
    )

    page = text_of(client.get("/changes/"))
    assert "LinkedIn: Polls" in page
    assert "declined" in page
    assert "They are still there." in page
    assert "publisher" not in page
    assert "Polls are gone." not in page

    publisher.post(
        f"/admin/platforms/correction/{report.pk}/change/",
        {"state": "declined", "decision": "They are still there.", "shows_text": "on"},
    )
    assert "Polls are gone." in text_of(client.get("/changes/"))


def test_a_decision_without_a_reason_changes_nothing(client, publisher):
    send(client)
    report = Correction.objects.get()

    publisher.post(f"/admin/platforms/correction/{report.pk}/change/", {"state": "accepted", "wrong": "Rewritten"})

    assert Correction.objects.get() == report
    assert Correction.objects.get().wrong == "Polls are gone."
    assert Correction.objects.get().state == "open"


def test_a_decision_stays_readable_after_its_trait_is_deleted(client, linkedin):
    from django.utils import timezone

    Correction.objects.create(
        platform=linkedin, cell="long-gone", wrong="x", source_url="https://a.b", state="accepted", decision="Right.",
        decided_at=timezone.now(),
    )  # fmt: skip

    assert "LinkedIn: long-gone" in text_of(client.get("/changes/"))


def test_a_withdrawn_platform_accepts_no_report(client):
    fields = form_of(client)
    withdraw(Platform.objects.get(slug="linkedin"))

    assert client.post(URL, fields | REPORT).status_code == 422


def test_the_desk_links_a_report_to_its_cell(client, publisher, linkedin):
    send(client)

    page = publisher.get(f"/admin/platforms/correction/{Correction.objects.get().pk}/change/").content.decode()

    assert f'href="/admin/platforms/platform/{linkedin.pk}/change/#support.polls"' in page
