"""Nothing edits a cell by itself: an editor decides, or the operator loads a document."""

import datetime
import re

import grimp
import pytest
from django.core.management import call_command
from django.db import connection

from platforms.models import AudienceCell, Fact, Figure, Proposal, Rating, Support, Tip, Use
from platforms.sources.watch.proposal import Proposal as Found
from platforms.storage import published
from platforms.storage.document.stored import stored
from platforms.storage.proposals import store
from tests.commands.test_check_sources import Nearby
from tests.commands.test_watch import run, web  # noqa: F401
from tests.desk import test_corrections, test_suggestions
from tests.desk.conftest import signed_in
from tests.desk.test_proposals import decide
from tests.pages.test_mcp import call

pytestmark = pytest.mark.django_db

CELLS = (AudienceCell, Fact, Figure, Rating, Support, Tip, Use)
TABLES = {
    table for model in CELLS for table in (model._meta.db_table, *(m.m2m_db_table() for m in model._meta.many_to_many))
}
WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"(\w+)\"", re.IGNORECASE)

WRITERS = {"document.write", "document.cells", "document.load", "history", "changesets", "decisions"}
"""Modules of storage that write cells, or have them written."""
MAY_WRITE = ("platforms.desk.", "platforms.storage.", "platforms.management.commands.load_catalogue",
             "platforms.management.release")  # fmt: skip


@pytest.fixture
def cells_are_closed():
    """Fail at the first statement that writes a cell."""

    def refuse(execute, sql, params, many, context):
        found = WRITES.match(sql)
        assert not found or found[1] not in TABLES, sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def found_for(key, **changed):
    words = {"adapter": "terms", "platform": "linkedin", "cell": key, "value": "", "source": "https://example.org/"}
    return Found(**words | changed, seen_on=datetime.date(2026, 11, 20), words="It changed.")


def keys():
    """A cell of each kind."""
    linkedin = published.current().platform_by_slug["linkedin"]
    return [
        next(iter(linkedin.ratings)),
        next(iter(linkedin.support)),
        "age",
        "launched",
        "delete-the-account-yourself",
    ]


def test_the_guard_sees_a_write(cells_are_closed):
    with pytest.raises(AssertionError):
        Rating.objects.update(why="Otherwise")


def test_watching_and_checking_sources_write_no_cell(web, cells_are_closed):  # noqa: F811
    before = stored()

    assert "proposals" in run("deletion", "second-factor")
    assert store([found_for(key, value="no") for key in keys()], {}) == len(keys())
    call_command(Nearby(), limit=3)

    assert stored().platforms == before.platforms


def test_readers_and_assistants_write_no_cell(client, cells_are_closed):
    assert test_corrections.send(client).status_code == 302
    assert test_suggestions.send(client, name="Orkut").status_code == 302
    call(client, "check_claim", platform="LinkedIn", about="polls", value="no")
    call(client, "fit", goals=["find a job"])


def test_a_proposal_writes_no_cell_until_it_is_taken_over_or_checked(client, cells_are_closed):
    store([found_for("delete-the-account-yourself", adapter="deletion", value="no")], {})
    proposal, publisher = Proposal.objects.get(), signed_in("publisher")

    publisher.get("/admin/")
    publisher.get(f"/admin/platforms/proposal/{proposal.pk}/change/")
    decide(publisher, proposal, "declined", "It is still possible.")

    assert proposal.state == "declined"


def test_only_the_desk_and_the_operators_commands_reach_what_writes_cells():
    graph = grimp.build_graph("platforms", "compare_site")

    importers = {
        who for each in WRITERS for who in graph.find_modules_that_directly_import(f"platforms.storage.{each}")
    }

    assert len(importers) > 10
    assert {who for who in importers if not who.startswith(MAY_WRITE)} == set()
    assert "platforms.storage.proposals" not in importers
