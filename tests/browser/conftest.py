"""A real Chromium of the size of a phone before the real product, started as a user starts it."""

import hashlib
import inspect
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Error, expect, sync_playwright

from platforms.management.static_files import static_key
from tests.conftest import DATA, ROOT

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


PATIENCE = 120_000
"""Milliseconds for whatever is waited for: a busy machine takes its time, and nothing here is about speed."""

expect.set_options(timeout=PATIENCE)

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


KEPT = ROOT / ".pytest_cache" / "started"
"""What starting takes seconds for, kept for all servers of the tests: collected static files, a filled database."""


def kept(kind, key, make):
    """Return what is kept under a key; make it first where there is none, and drop what was kept under older ones."""
    found = KEPT / f"{kind}-{key}"
    if not found.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT) as own:
            made = make(Path(own))
            for older in set(KEPT.glob(f"{kind}-*")) - {found}:
                shutil.rmtree(older, ignore_errors=True)
            with suppress(OSError):  # another process was quicker
                made.rename(found)
    return found


def command(folder, *arguments):
    """Run a command of manage.py on a local installation in this folder."""
    environment = clean_environment() | {"DATA_DIR": str(folder), "SECRET_KEY": "only-to-prepare-servers-of-the-tests"}
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, check=True)


def clean_environment():
    ours = ("SECRET_KEY", "DATABASE_URL", "DATA_DIR", "DJANGO_SETTINGS_MODULE")
    return {key: value for key, value in os.environ.items() if key not in ours}


def take_static(folder):
    """Put the collected static files where `start` would collect them."""

    def make(own):
        command(own, "collectstatic", "-v0", "--no-input")
        return own / "static"

    key = static_key()
    (folder / "static").symlink_to(kept("static", key, make))
    (folder / "static.key").write_text(key)


def take_database(path):
    """Put a database there as `start` makes it, before the first account."""

    def make(own):
        command(own, "migrate", "-v0")
        command(own, "load_catalogue", "-v0")
        (own / "made").mkdir()
        (own / "side-by-side.sqlite3").rename(own / "made" / path.name)
        return own / "made"

    made = kept("database", f"{settings.RELEASE}-{data_key()}", make)
    shutil.copy(next(made.iterdir()), path)


def data_key():
    digest = hashlib.sha256()
    for path in sorted(DATA.rglob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


@contextmanager
def running(folder, *, fresh=False, arguments=(), **environment):
    """The product as `manage.py start` runs it; yields its address and what it printed.

    Only where `fresh` begins with nothing; elsewhere a filled database and the static files are there already.
    """
    port = free_port()
    with own_database(folder) as database, (folder / "log").open("w+") as log:
        if not fresh:
            take_static(folder)
            if database.startswith("sqlite") and "DATABASE_URL" not in environment:
                take_database(folder / "side-by-side.sqlite3")
        process = subprocess.Popen(
            [sys.executable, "manage.py", "start", "--port", str(port), *arguments],
            cwd=ROOT,
            env=clean_environment()
            | {"DATA_DIR": str(folder), "DATABASE_URL": database, "PYTHONUNBUFFERED": "1"}
            | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            DATABASES[address] = database
            wait_for(f"{address}/readyz", process, log)
            yield address, lambda: (log.flush(), (folder / "log").read_text())[1]
        finally:
            # Not SIGTERM: granian waits seconds for browsers that keep their connection open.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


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
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=PATIENCE)
        yield browser
        browser.close()


# A person who presses Tab before the page's own focus is set keeps the focus; the browser merely remarks on it.
BY_CHANCE = "Autofocus processing was blocked because a document already has a focused element."


EXPECTED = (BY_CHANCE, "Service Worker registration blocked by Playwright")


def until(page, condition):
    """Wait for what goes on behind the page: ask again until the condition holds."""
    end = time.monotonic() + PATIENCE / 1000
    while True:
        with suppress(Error):  # the page is just being left
            if condition():
                return
        assert time.monotonic() < end, inspect.getsource(condition)
        page.wait_for_timeout(20)


def go_back(page):
    """The browser's Back as a person presses it; where htmx made the step, it loads the page anew."""
    page.evaluate("window.left = true")
    session = page.context.new_cdp_session(page)
    history = session.send("Page.getNavigationHistory")
    entry = history["entries"][history["currentIndex"] - 1]
    session.send("Page.navigateToHistoryEntry", {"entryId": entry["id"]})
    page.wait_for_url(entry["url"])
    until(page, lambda: not page.evaluate("window.left"))
    page.wait_for_load_state()


def options_for(viewport, site):
    """What a context needs to be a phone, or a desktop where the viewport is wide."""
    phone = viewport["width"] < 500
    return {
        "viewport": viewport,
        "has_touch": phone,
        "is_mobile": phone,
        "base_url": site,
        "service_workers": "block",  # they have tests of their own, in test_offline.py
    }


def watch(page, complaints, site):
    """Collect console messages, errors and requests to other sites."""
    page.on(
        "console",
        lambda message: message.text in EXPECTED or complaints.append(f"{page.url}: {message.type}: {message.text}"),
    )
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", lambda r: None if r.url.startswith(site) else complaints.append(f"asked {r.url}"))


def go(page, path, complaints, expect_status):
    assert page.goto(path).status == expect_status
    if expect_status >= 400:
        complaints[:] = [c for c in complaints if f"status of {expect_status}" not in c]
    return page


@pytest.fixture
def visit(chromium, site):
    """Open a page as somebody who never was here; at the end fail on any complaint or cookie."""
    contexts, complaints = [], []

    def open_page(path, *, viewport=PHONE, expect_status=200, **options):
        context = chromium.new_context(**options_for(viewport, site) | options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page, complaints, site)
        return go(page, path, complaints, expect_status)

    yield open_page
    cookies = [cookie["name"] for context in contexts for cookie in context.cookies()]
    for context in contexts:
        context.close()
    assert complaints == []
    assert cookies == []


@pytest.fixture(scope="session")
def windows(chromium, site):
    """Pages by the width of their viewport, with their complaints, open for all tests that only look."""
    opened = {}
    yield opened
    for page, _complaints in opened.values():
        page.context.close()


@pytest.fixture
def look_at(windows, chromium, site):
    """Open a page in a window that showed others before, which takes half the time; fails on complaints as `visit`."""
    used = []

    def open_page(path, *, viewport=PHONE, expect_status=200):
        if viewport["width"] not in windows:
            context = chromium.new_context(**options_for(viewport, site))
            context.set_default_timeout(PATIENCE)
            windows[viewport["width"]] = context.new_page(), []
            watch(*windows[viewport["width"]], site)
        page, complaints = windows[viewport["width"]]
        if (page, complaints) not in used:
            complaints.clear()
            used.append((page, complaints))
        page.set_viewport_size(viewport)
        page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
        return go(page, path, complaints, expect_status)

    yield open_page
    for page, complaints in used:
        assert complaints == []
        assert page.context.cookies() == []
