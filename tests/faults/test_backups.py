"""The backups that platforms/README.md tells of, restored into an empty database: everything is there, and works."""

import shlex
import subprocess
import sys

import pytest

from tests.browser.conftest import own_database
from tests.conftest import ROOT
from tests.faults.databases import POSTGRESQL, command, die, file_of, filled, opened, rows

pytestmark = pytest.mark.usefixtures("own_loop")
TOLD = (ROOT / "platforms" / "README.md").read_text("utf-8")


def told(program):
    """The command as it stands in the text, by its first word."""
    (line,) = [line for line in TOLD.splitlines() if line.startswith(program)]
    return line


def run(line, *, cwd, **values):
    for name, value in values.items():
        line = line.replace(name, value)
    program, *arguments = shlex.split(line)
    subprocess.run([program, *arguments], check=True, cwd=cwd, capture_output=True)


def sqlite_backup(url, restored, folder):
    line = told("uv run python -m sqlite3").replace("uv run python", shlex.quote(sys.executable))
    run(line.replace(".local/side-by-side.sqlite3", file_of(url)), cwd=folder)
    (folder / "backup.sqlite3").rename(file_of(restored))


def postgresql_backup(url, restored, folder):
    run(told("pg_dump").replace("pg_dump", command("pg_dump"), 1), cwd=folder, **{"$DATABASE_URL": url})
    run(told("pg_restore").replace("pg_restore", command("pg_restore"), 1), cwd=folder, **{"$DATABASE_URL": restored})


def test_a_restored_backup_is_complete_and_usable(tmp_path, db):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with filled(tmp_path) as url, own_database(elsewhere) as restored:
        assert die(url, 0, "save", "linkedin", "With a history", folder=tmp_path).returncode == 0
        with opened(url) as db:
            db.execute(
                "INSERT INTO platforms_correction (platform_id, cell, wrong, source_url, state, decision, reported_at, "
                "decided_at, shows_text) SELECT id, 'polls', 'They are gone', 'https://example.org/', 'accepted', "
                "'Right', '2026-01-01', '2026-01-02', true FROM platforms_platform WHERE slug = 'linkedin'"
            )
            db.commit()
        before = rows(url)

        (postgresql_backup if POSTGRESQL else sqlite_backup)(url, restored, tmp_path)

        assert rows(restored) == before
        assert "They are gone" in before["platforms_correction"][0]
        assert any("With a history" in entry for entry in before["platforms_historicalplatform"])
        assert die(restored, 0, "save", "meetup", "Goes on", folder=elsewhere).returncode == 0
        after = rows(restored)
        assert after["platforms_revision"] != before["platforms_revision"]
        assert len(after["platforms_historicalplatform"]) == len(before["platforms_historicalplatform"]) + 1
