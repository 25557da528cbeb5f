"""Proposals at the desk: taken over, declined with a reason, or checked and still true."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from platforms.models import Proposal, Support
from platforms.sources.watch.proposal import Proposal as Found
from platforms.storage.document.stored import stored
from platforms.storage.proposals import store

SEEN = datetime.date(2026, 11, 20)
URL = "https://www.linkedin.com/help/close"


@pytest.fixture
def proposal(linkedin):
    found = Found("deletion", "linkedin", "delete-the-account-yourself", "no", URL, SEEN, "impossible: Never.")
    assert store([found, found], {}) == 1
    return Proposal.objects.get()


def cell():
    return Support.objects.get(platform__slug="linkedin", feature__slug="delete-the-account-yourself")


def decide(client, proposal, state, decision=""):
    address = reverse("admin:platforms_proposal_change", args=[proposal.pk])
    response = client.post(address, {"state": state, "decision": decision})
    proposal.refresh_from_db()
    return response


def test_the_queue_shows_a_proposal_beside_its_cell(publisher, proposal):
    assert "Changed elsewhere: 1" in publisher.get("/admin/").content.decode()

    page = publisher.get(reverse("admin:platforms_proposal_change", args=[proposal.pk])).content.decode()
    assert "impossible: Never." in page
    assert cell().note[:30] in page
    assert URL in page


def test_taking_over_sets_value_source_and_date(publisher, proposal):
    decide(publisher, proposal, "taken")

    assert cell().value == "no"
    assert cell().checked_on == timezone.now().date()
    assert [(s.url, s.read_on) for s in cell().sources.all()] == [(URL, SEEN)]
    assert (proposal.state, proposal.decided_by.username) == ("taken", "publisher")


def test_still_true_counts_as_a_check_and_nothing_else(publisher, proposal):
    before = cell()
    decide(publisher, proposal, "true")

    assert cell().checked_on == timezone.now().date()
    assert (cell().value, cell().note) == (before.value, before.note)


def test_declining_needs_a_reason_and_leaves_the_cell(publisher, proposal):
    before = stored()

    assert "Say why it is declined" in decide(publisher, proposal, "declined").content.decode()
    assert proposal.state == "open"
    decide(publisher, proposal, "declined", "It is about another service.")
    assert (proposal.state, stored()) == ("declined", before)


def test_a_decided_proposal_does_not_come_back(publisher, proposal):
    decide(publisher, proposal, "declined", "No.")

    assert store([Found("deletion", "linkedin", proposal.cell, "no", URL, SEEN, proposal.words)], {}) == 0
    assert "Changed elsewhere: 0" in publisher.get("/admin/").content.decode()


@pytest.mark.parametrize("url", ["/platforms/linkedin/", "/compare/facebook/linkedin/?show=all"])
def test_changed_terms_mark_the_public_cell_until_somebody_looked(publisher, client, url):
    assert "The terms changed since" not in client.get(url).content.decode()

    store([Found("terms", "linkedin", "polls", "", URL, SEEN, "+ No polls.")], {})
    page = client.get(url).content.decode()
    assert page.count("The terms changed since we checked.") == 1

    decide(publisher, Proposal.objects.get(), "true")
    assert "The terms changed since" not in client.get(url).content.decode()


def test_an_editor_sees_proposals_and_a_publisher_decides(editor, proposal):
    """What is decided is public at once."""
    assert editor.get(reverse("admin:platforms_proposal_change", args=[proposal.pk])).status_code == 200
    assert decide(editor, proposal, "taken").status_code == 403
    assert proposal.state == "open"
