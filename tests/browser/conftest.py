"""A real Chromium of the size of a phone before the real product, started as a user starts it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import ROOT

PHONE = {"width": 360, "height": 800}
SMALL = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 900}

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_GET_IT = "These tests drive a Chromium; get one with: apt-get install chromium (or name yours in CHROMIUM)."
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


DATABASES: dict[str, str] = {}
"""The database of each product that was started, by its address."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def own_database(folder):
    """DATABASE_URL for one server: a file in its folder, or a fresh database beside the tests' own on PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / 'side-by-side.sqlite3'}"
        return
    import psycopg

    name = f"browser_{os.getpid()}_{free_port()}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def kept_static():
    """Where the files of `collectstatic` lie for all servers of the tests: compressing them takes eight seconds."""
    from platforms.management.static_files import static_key

    return ROOT / ".pytest_cache" / "static" / static_key()


def take_static(folder):
    kept = kept_static()
    if kept.is_dir():
        shutil.copytree(kept, folder, dirs_exist_ok=True)


def keep_static(folder):
    kept = kept_static()
    if kept.is_dir() or not (folder / "static.key").is_file():
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as own:
        shutil.copytree(folder / "static", f"{own}/new/static")
        shutil.copy(folder / "static.key", f"{own}/new")
        with suppress(OSError):  # another process was quicker
            os.rename(f"{own}/new", kept)


@contextmanager
def running(folder, **environment):
    """The product as `manage.py start` runs it; yields its address and what it printed."""
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if key not in ("SECRET_KEY", "DJANGO_SETTINGS_MODULE")}
    take_static(folder)
    with own_database(folder) as database, (folder / "log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "start", "--port", str(port)],
            cwd=ROOT,
            env=kept | {"DATA_DIR": str(folder), "DATABASE_URL": database, "PYTHONUNBUFFERED": "1"} | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            DATABASES[address] = database
            wait_for(f"{address}/readyz", process, log)
            keep_static(folder)
            yield address, lambda: (log.flush(), (folder / "log").read_text())[1]
        finally:
            process.terminate()
            process.wait(timeout=20)


def wait_for(url, process, log):
    for _ in range(1200):  # two minutes: a crowded machine takes its time
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    log.flush()
    log.seek(0)
    raise AssertionError(f"The product did not start:\n{log.read()}")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    with running(tmp_path_factory.mktemp("site")) as (address, _):
        yield address


def chromium_path():
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


@pytest.fixture(scope="session")
def chromium():
    path = chromium_path()
    if not path:
        if os.environ.get("CI"):
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


# A person who presses Tab before the page's own focus is set keeps the focus; the browser merely remarks on it.
BY_CHANCE = "Autofocus processing was blocked because a document already has a focused element."


EXPECTED = (BY_CHANCE, "Service Worker registration blocked by Playwright")


def go_back(page):
    """The browser's Back as a person presses it; where htmx made the step, it loads the page anew."""
    session = page.context.new_cdp_session(page)
    history = session.send("Page.getNavigationHistory")
    entry = history["entries"][history["currentIndex"] - 1]
    session.send("Page.navigateToHistoryEntry", {"entryId": entry["id"]})
    page.wait_for_url(entry["url"])
    page.wait_for_timeout(400)
    page.wait_for_load_state()


@pytest.fixture
def visit(chromium, site):
    """Open a page; at the end fail on any console message, foreign request or cookie."""
    contexts, complaints = [], []

    def open_page(path, *, viewport=PHONE, expect_status=200, **options):
        options = {"service_workers": "block"} | options  # they have tests of their own, in test_offline.py
        phone = viewport["width"] < 500
        context = chromium.new_context(viewport=viewport, has_touch=phone, is_mobile=phone, base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                message.text in EXPECTED or complaints.append(f"{page.url}: {message.type}: {message.text}")
            ),
        )
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("request", lambda r: None if r.url.startswith(site) else complaints.append(f"asked {r.url}"))
        response = page.goto(path)
        assert response.status == expect_status
        if expect_status >= 400:
            complaints[:] = [c for c in complaints if f"status of {expect_status}" not in c]
        return page

    yield open_page
    cookies = [cookie["name"] for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert complaints == []
    assert cookies == []
