"""The command that notices changes: it proposes, and edits nothing."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from platforms.management.commands import watch
from platforms.models import Proposal, ProposalState, WatchedAddress
from platforms.sources.ask import Patience
from platforms.sources.guarded import GuardedTransport
from platforms.sources.watch import deletion, second_factor
from platforms.storage.document.stored import stored
from tests.sources.web import answer, serving

pytestmark = pytest.mark.django_db

SITES = [
    {"name": "LinkedIn", "difficulty": "impossible", "url": "https://www.linkedin.com/close", "notes": "Never."},
    {"name": "Discord", "difficulty": "impossible", "url": "https://discord.com/close"},
]


@pytest.fixture
def web(monkeypatch, own_loop):
    with serving() as web:
        monkeypatch.setattr(watch.Command, "patience", Patience(silence=2, whole=2, pause=0))
        monkeypatch.setattr(
            watch.Command, "transport", lambda self: GuardedTransport(allows=lambda address: address.is_loopback)
        )
        monkeypatch.setattr(deletion, "SITES", web.url("/sites.json"))
        monkeypatch.setattr(second_factor, "ENTRY", web.url("/{letter}/{domain}.json"))
        web.pages["/sites.json"] = answer(body=json.dumps(SITES).encode(), etag='"1"')
        yield web


def run(*arguments, **options):
    out, err = StringIO(), StringIO()
    call_command("watch", *arguments, stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def test_proposals_are_stored_once_and_no_cell_changes(web):
    before = stored()

    first = run("deletion")
    second = run("deletion")

    assert "2 proposals, 2 of them new" in first
    assert "2 proposals, 0 of them new" in second
    assert stored() == before
    assert {(p.platform.slug, p.value, p.state) for p in Proposal.objects.select_related("platform")} == {
        ("linkedin", "no", ProposalState.OPEN),
        ("discord", "no", ProposalState.OPEN),
    }
    assert WatchedAddress.objects.get().etag == '"1"'


def test_an_unchanged_list_is_not_read_again(web):
    run("deletion")
    web.pages["/sites.json"] = answer(304, b"")

    assert "0 proposals" in run("deletion")
    assert Proposal.objects.count() == 2


def test_a_dry_run_stores_nothing(web):
    assert "linkedin: delete-the-account-yourself  no" in run("deletion", dry_run=True)
    assert not Proposal.objects.exists()
    assert not WatchedAddress.objects.exists()


def test_one_platform_is_looked_at_alone(web):
    assert "1 proposals, 1 of them new" in run("deletion", platform="discord")


def test_without_a_network_it_says_so_and_changes_nothing(web, monkeypatch):
    monkeypatch.setattr(deletion, "SITES", "http://127.0.0.1:9/sites.json")

    with pytest.raises(CommandError, match="No network"):
        run("deletion")
    assert not Proposal.objects.exists()


def test_what_cannot_be_read_is_named(web):
    told = run("second-factor", "deletion")

    assert "status 404" in told
    assert "2 proposals" in told


@pytest.mark.parametrize("arguments", [["horoscope"], ["deletion", "--platform", "nobody"]])
def test_a_wrong_name_is_refused(web, arguments):
    with pytest.raises(CommandError):
        run(*arguments)
