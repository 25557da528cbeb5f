"""Clicks, fields and seconds of the eight main tasks at the desk, on a phone and on a desktop, and its pages' heights.

`uv run python -m tests.benchmarks.desk` needs a Chromium. Seconds are those of a hand that never pauses: what the
product and the browser take.
"""

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.browser import desk_tasks
from tests.browser.conftest import DATABASES, DESKTOP, FLAGS, PATIENCE, PHONE, chromium_path, running
from tests.browser.desk_tasks import Hands

CORRECTION = "/corrections/new/?platform=linkedin&cell=polls"


def measure() -> Iterator[dict]:
    """Yield a row of figures for each task and each screen."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        with running(Path(folder), DIRECT_PUBLISHING="false") as (address, _printed):
            desk_tasks.make_users(address, "publisher")
            for viewport in (PHONE, DESKTOP):
                context = browser.new_context(viewport=viewport, base_url=address)
                context.set_default_timeout(PATIENCE)
                page = context.new_page()
                _sign_in(page)
                yield from _tasks(page, viewport["width"], address)
                context.close()
        browser.close()


def _sign_in(page) -> None:
    page.goto("/admin/")
    page.get_by_label("Name to sign in with").or_(page.get_by_label("Username")).fill("publisher")
    page.get_by_label("Password").fill(desk_tasks.PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def _tasks(page, width: int, address: str) -> Iterator[dict]:
    """Do one task after the other, and yield what each took."""
    waiting: list[str] = []
    _report(address, width)
    tasks = {
        "change a cell with a new source": lambda hands: waiting.append(
            desk_tasks.change_a_cell(hands, words=f"At {width}", address=f"https://localhost/{width}")
        ),
        "preview and publish a change": lambda hands: desk_tasks.publish_waiting(hands, waiting[0]),
        "undo a published change": lambda hands: desk_tasks.undo(hands, waiting[0]),
        "check a group of cells": desk_tasks.check_a_group,
        "one feature on three platforms": desk_tasks.edit_a_feature_everywhere,
        "add a platform": lambda hands: desk_tasks.add_a_platform(hands, f"Newcomer{width}"),
        "edit a guide": lambda hands: desk_tasks.edit_a_guide(hands, f"Title at {width}"),
        "answer a correction": desk_tasks.answer_a_correction,
    }
    for name, task in tasks.items():
        hands, began = Hands(page), time.perf_counter()
        task(hands)
        seconds = time.perf_counter() - began
        yield {
            "task": name, "width": width, "clicks": hands.clicks, "fields": hands.fields, "values": hands.values,
            "seconds": round(seconds, 1),
        }  # fmt: skip
    desk_tasks.open_sheet(Hands(page), "LinkedIn")
    height = page.evaluate("document.documentElement.scrollHeight")
    bar = page.locator(".desk-save").bounding_box()["height"]
    yield {"task": "sheet of LinkedIn at rest", "width": width, "screens": round(height / 800, 2), "bar px": round(bar)}


def _report(address: str, width: int) -> None:
    """Store a reader's report, which the last task answers."""
    database = DATABASES[address].removeprefix("sqlite:///")
    with sqlite3.connect(database, timeout=30) as connection:
        connection.execute(
            "INSERT INTO platforms_correction (platform_id, cell, wrong, source_url, state, decision, reported_at,"
            " shows_text) SELECT id, 'polls', ?, 'https://example.org/', 'open', '', datetime('now'), 0"
            " FROM platforms_platform WHERE slug = 'linkedin'",
            (f"Wrong at {width}",),
        )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    for row in measure():
        print(json.dumps(row), flush=True)  # noqa: T201
