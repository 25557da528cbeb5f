"""Every test sees the shipped catalogue in the database; the product's own loader put it there."""

import asyncio
import datetime
from pathlib import Path

import django.test.client
import pytest
from hypothesis import HealthCheck, settings

from platforms.domain.document.files import read_files
from tests.exhaustive import EXAMPLES, EXHAUSTIVE

_store = django.test.client.store_rendered_templates


def store_first(store, *args, **kwargs):
    """Keep a page's first template and context, as tests ask for them; a sheet of the desk renders 5,000 more."""
    if "context" not in store:
        _store(store, *args, **kwargs)


django.test.client.store_rendered_templates = store_first

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "platforms" / "data"

settings.register_profile(
    "house",
    deadline=None,
    max_examples=EXAMPLES,
    derandomize=not EXHAUSTIVE,  # the same examples each time; all of them are tried where others may be found
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def shipped_files():
    """The shipped catalogue's files: name to text."""
    return {path.relative_to(DATA).as_posix(): path.read_text("utf-8") for path in sorted(DATA.rglob("*.toml"))}


@pytest.fixture(scope="session")
def shipped(shipped_files):
    return read_files(shipped_files, today=datetime.date.today())  # noqa: DTZ011


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, shipped):
    from platforms.storage.document.load import load

    with django_db_blocker.unblock():
        load(shipped, of_release=True)
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


def end_other_sessions():
    """End what other threads left connected to the tests' database: PostgreSQL drops none that is in use."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="module")
def shipped_again(django_db_setup, django_db_blocker, shipped):
    """Outlives the flush that ends a test which commits: the next module finds the catalogue again."""
    from platforms.storage.document.load import load

    yield
    with django_db_blocker.unblock():
        load(shipped, of_release=True)


@pytest.fixture
def reload_shipped(shipped_again, transactional_db, shipped):
    """For tests that commit for real: the catalogue before the test, and again after the flush that ends it."""
    from platforms.storage.document.load import load

    load(shipped, of_release=True)


@pytest.fixture(autouse=True)
def empty_cache():
    """Every test begins without cached pages: it may change what they are made by."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A machine that is busy with tests is no slow database: every request asks it."""
    from platforms.storage import published

    monkeypatch.setattr(published, "SLOW", float("inf"))


@pytest.fixture
def fresh_process():
    """For tests that begin like a new process: without a catalogue in memory."""
    from platforms.storage import published

    published.forget()


@pytest.fixture
def losing_the_database(monkeypatch):
    """For tests in which the database fails: it is asked again at once, and the next test begins as if it never had."""
    from platforms.storage import published

    monkeypatch.setattr(published, "PAUSE", 0.0)
    yield
    published.forget()


@pytest.fixture
def own_loop():
    """For tests of code that runs an event loop: Playwright leaves its own running in the thread of later tests."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(running)
