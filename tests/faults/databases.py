"""Databases of their own for tests that break them: filled like the tests' own, read row by row, and dropped again."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from tests.browser.conftest import own_database
from tests.conftest import ROOT

POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
OURS = ("SECRET_KEY", "DATABASE_URL", "DATA_DIR", "HTTPS", "DJANGO_SETTINGS_MODULE")


@contextmanager
def filled(folder):
    """The URL of a database with what the tests' own holds: schema, accounts' groups, the shipped catalogue."""
    with own_database(folder) as url:
        if POSTGRESQL:
            tests_own = urlsplit(url)._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
            dump = subprocess.run([command("pg_dump"), tests_own], check=True, capture_output=True).stdout
            subprocess.run([command("psql"), "-q", url], input=dump, check=True, stdout=subprocess.DEVNULL)
        else:
            connection.ensure_connection()
            # Not `backup`, which waits for the transaction of the test around it.
            Path(file_of(url)).write_bytes(connection.connection.serialize())
        yield url


def command(name):
    """A program of PostgreSQL's; the test is skipped where there is none, but not in CI."""
    found = shutil.which(name)
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} is not installed")
    return found


def file_of(url):
    return url.removeprefix("sqlite:///")


def opened(url):
    """A plain connection, without anything of ours."""
    return closing(psycopg.connect(url, autocommit=True) if POSTGRESQL else sqlite3.connect(file_of(url)))


def rows(url):
    """Every row of every table, as text; two equal results are two equal databases."""
    listed = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        if POSTGRESQL
        else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    with opened(url) as db:
        tables = [name for (name,) in db.execute(listed).fetchall()]
        return {name: sorted(map(repr, db.execute(f'SELECT * FROM "{name}"').fetchall())) for name in tables}


def manage(url, *arguments, folder, largest_file=None, **environment):
    """Run `manage.py` on this database; the finished process. `largest_file`, in bytes, is where its disk is full."""

    def full():
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment_for(url, folder) | environment, capture_output=True, text=True, check=False,
        timeout=300, preexec_fn=full if largest_file else None,
    )  # fmt: skip


def environment_for(url, folder):
    kept = {key: value for key, value in os.environ.items() if key not in OURS}
    key = "only-for-a-test-with-processes-of-its-own"
    return kept | {"DATABASE_URL": url, "DATA_DIR": str(folder), "SECRET_KEY": key, "HTTPS": "false"}


def die(url, moment, *deed, folder):
    """Do it in a process that kills itself before this statement (dying.py); what became of the process."""
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.dying", str(moment), *map(str, deed)],
        cwd=ROOT, env=environment_for(url, folder), capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
