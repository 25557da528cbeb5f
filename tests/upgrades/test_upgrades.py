"""A database of every earlier release is brought up to this one with all it holds, or left as it was."""

import urllib.request

import pytest

from tests.browser.conftest import free_port, own_database, running
from tests.faults.databases import POSTGRESQL, file_of, manage, opened, rows
from tests.upgrades.older import RELEASES, fill, kept

pytestmark = pytest.mark.usefixtures("own_loop")


@pytest.fixture
def older(request, tmp_path, django_db_blocker):
    """The URL of a database as the release named by the test left it."""
    with own_database(tmp_path) as url:
        with django_db_blocker.unblock():
            fill(url, request.param)
        yield url


@pytest.mark.parametrize("older", RELEASES, indirect=True)
def test_start_upgrades_an_older_database_and_keeps_everything(older, tmp_path, request):
    before = kept(request.node.callspec.params["older"])["rows"]
    held = rows(older)

    with running(tmp_path, arguments=["--keep-catalogue"], DATABASE_URL=older) as (address, said):
        page = urllib.request.urlopen(f"{address}/platforms/linkedin/").read().decode()
        changes = urllib.request.urlopen(f"{address}/changes/").read().decode()
        printed = said()

    assert "As an editor has it" in page
    assert "They are there." in changes
    after = rows(older)
    for table in ("platforms_rating", "platforms_support", "platforms_rating_sources", "platforms_need", "auth_user"):
        assert after[table] == held[table], table
    for model in ("platform", "historicalplatform", "correction", "source", "tip", "figure", "fact", "guide"):
        assert len(after[f"platforms_{model}"]) == sum(row["model"] == f"platforms.{model}" for row in before), model
    assert reasons(older) == sorted(
        row["fields"]["history_change_reason"] for row in before if row["model"] == "platforms.historicalplatform"
    )
    if not POSTGRESQL:
        copy = f"{file_of(older)}.before-upgrade"
        assert copy in printed
        assert rows(f"sqlite:///{copy}") == held


@pytest.mark.parametrize("older", RELEASES, indirect=True)
def test_start_merges_this_releases_catalogue_into_an_older_one(older, tmp_path):
    with running(tmp_path, DATABASE_URL=older) as (address, said):
        page = urllib.request.urlopen(f"{address}/platforms/linkedin/").read().decode()
        new = urllib.request.urlopen(f"{address}/platforms/nextdoor/").read().decode()
        printed = said()

    assert "platforms are new in this release" in printed
    assert "newer in this release" in printed
    assert "that you changed stay yours" in printed
    assert "As an editor has it" in page
    assert "Nextdoor" in new


def reasons(url):
    with opened(url) as db:
        found = db.execute("SELECT history_change_reason FROM platforms_historicalplatform").fetchall()
    return sorted(reason for (reason,) in found)


@pytest.mark.parametrize("older", RELEASES[-1:], indirect=True)
def test_a_failed_upgrade_changes_nothing_and_says_why(older, tmp_path):
    held = rows(older)

    failed = start(older, tmp_path, DJANGO_SETTINGS_MODULE="tests.upgrades.breaking")
    assert failed == (
        "CommandError: The database can't be brought up to this release: a row that fits no rule. "
        "It is as it was before."
    )
    assert rows(older) == held

    later = ("platforms", "9998_later", "2030-01-01")
    with opened(older) as db:
        db.execute(f"INSERT INTO django_migrations (app, name, applied) VALUES {later}")
        db.commit()
    held = rows(older)
    assert "was written by a newer release, which knows platforms.9998_later" in start(older, tmp_path)
    assert rows(older) == held


def start(url, folder, **environment):
    """The one line with which it refuses."""
    result = manage(url, "start", "--port", str(free_port()), folder=folder, **environment)
    assert result.returncode != 0
    (line,) = result.stderr.strip().splitlines()
    return line
