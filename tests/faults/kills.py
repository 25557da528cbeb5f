"""kill -9 at random moments, and is the database whole? `uv run python -m tests.faults.kills [--times 10] [--seed 1]`.

On SQLite, or on the PostgreSQL of DATABASE_URL. Three deeds, each killed so often: bringing an empty database up to
this release, loading a catalogue in which every tagline is new, publishing. Half of the moments are a statement drawn
from all of them, half are a time drawn from how long the deed takes, wherever that may be. Whole is: every row of every
table as before or as after the deed, and the deed done at the next try. Not a part of the tests, which try a few.
"""

import argparse
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from tests.browser.conftest import own_database
from tests.conftest import DATA, ROOT
from tests.faults.databases import POSTGRESQL, die, environment_for, file_of, manage, opened, rows

CHANGING = ("platforms_revision", "django_session")
"""Tables that differ after two equal deeds: a token is random."""


def whole(url):
    """The rows, without what is random or a moment in time; and SQLite's own check."""
    if not POSTGRESQL:
        with closing(sqlite3.connect(file_of(url))) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    return {table: len(held) for table, held in rows(url).items() if table not in CHANGING}, taglines(url)


def taglines(url):
    with opened(url) as db:
        try:
            asked = "SELECT slug, tagline, withdrawn_at IS NULL FROM platforms_platform ORDER BY slug"
            return db.execute(asked).fetchall()
        except Exception:  # there is no such table yet
            return None


def kill_in_time(url, moment, *deed, folder):
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.dying", "0", *map(str, deed)],
        cwd=ROOT, env=environment_for(url, folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
    _until_nobody_is_connected(url)
    return process.returncode


def _until_nobody_is_connected(url):
    """PostgreSQL notices a client's death by itself, and takes back what it had not finished."""
    if POSTGRESQL:
        with opened(url) as db:
            others = (
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            while db.execute(others).fetchone()[0]:
                time.sleep(0.05)


def attempt(name, prepare, deed, times, chance):
    """Kill it so often, each time on a database prepared anew; how often it was before, and how often after."""
    tally = {"never was": 0, "was done": 0}
    with tempfile.TemporaryDirectory() as folder, own_database(Path(folder)) as url:
        prepare(url, Path(folder))
        began, before = time.monotonic(), whole(url)
        total = int(die(url, 0, *deed, folder=folder).stdout.split()[-1])
        length, after = time.monotonic() - began, whole(url)
    for number in range(times):
        with tempfile.TemporaryDirectory() as folder, own_database(Path(folder)) as url:
            prepare(url, Path(folder))
            if number % 2:
                moment = round(chance.uniform(0.3, length), 3)
                ended = kill_in_time(url, moment, *deed, folder=folder)
            else:
                moment = chance.randint(1, total)
                ended = die(url, moment, *deed, folder=folder).returncode
                _until_nobody_is_connected(url)
            found = whole(url)
            if name == "upgrade" and not POSTGRESQL:  # from nothing, one migration after the other
                assert found[1] in (None, []), found
            else:
                assert found in (before, after), (name, moment, found)
            tally["was done" if found == after else "never was"] += 1
            assert die(url, 0, *deed, folder=folder).returncode == 0
            assert whole(url)[1] == after[1]
            print(f"  {name}: killed at {moment} of {total if number % 2 == 0 else round(length, 1)}, ended {ended}")  # noqa: T201
    return tally


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--times", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--deeds", nargs="+", default=["upgrade", "load", "publish"])
    asked = options.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder, own_database(Path(folder)) as template:
        newer = Path(folder, "newer")
        shutil.copytree(DATA, newer)
        for path in newer.rglob("*.toml"):
            path.write_text(path.read_text("utf-8").replace('\ntagline = "', '\ntagline = "N: '), "utf-8")
        assert manage(template, "migrate", "-v0", folder=folder).returncode == 0
        assert manage(template, "load_catalogue", folder=folder).returncode == 0
        assert die(template, 0, "withdraw", "meetup", folder=folder).returncode == 0

        def filled(url, _folder):
            if POSTGRESQL:
                dump = subprocess.run(["pg_dump", template], check=True, capture_output=True).stdout
                subprocess.run(["psql", "-q", url], input=dump, check=True, stdout=subprocess.DEVNULL)
            else:
                with closing(sqlite3.connect(file_of(template))) as db:
                    db.execute("VACUUM INTO ?", [file_of(url)])

        def empty(_url, _folder):
            pass

        where = "PostgreSQL" if POSTGRESQL else "SQLite"
        deeds = [
            ("upgrade", empty, ("upgrade",)),
            ("load", filled, ("load", newer)),
            ("publish", filled, ("publish", "meetup")),
        ]
        for name, prepare, deed in (found for found in deeds if found[0] in asked.deeds):
            print(where, name, attempt(name, prepare, deed, asked.times, chance))  # noqa: T201


if __name__ == "__main__":
    main()
