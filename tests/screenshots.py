"""Pictures of every kind of page, to be looked at: `uv run python -m tests.screenshots [part of an address ...]`.

They land in .screenshots/, which git ignores. With SITE in the environment a product that runs already is asked.
"""

import os
import re
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import django
from playwright.sync_api import sync_playwright

from tests.browser.conftest import DESKTOP, FLAGS, PHONE, SMALL, chromium_path, running
from tests.browser.every_page import PAGES
from tests.conftest import ROOT

FOLDER = ROOT / ".screenshots"
TALLEST = 6000
"""Pixels; a picture ends there."""

# Name of a look -> viewport and what the browser is told. A text size is set as a reader sets it: at the root.
LOOKS: dict[str, tuple[dict, dict, str]] = {
    "phone-light": (PHONE, {"color_scheme": "light"}, ""),
    "phone-dark": (PHONE, {"color_scheme": "dark"}, ""),
    "small-text-200": (SMALL, {"color_scheme": "light"}, "200%"),
    "tablet-light": ({"width": 768, "height": 1024}, {"color_scheme": "light"}, ""),
    "desktop-light": (DESKTOP, {"color_scheme": "light"}, ""),
    "desktop-dark": (DESKTOP, {"color_scheme": "dark"}, ""),
    "phone-forced-colours": (PHONE, {"forced_colors": "active"}, ""),
    "phone-german": (PHONE, {"color_scheme": "light"}, ""),
    "phone-right-to-left": (PHONE, {"color_scheme": "light"}, ""),
}


PREFIXES = {"phone-german": "/de", "phone-right-to-left": "/ar-xb"}
"""Looks in another language; the last is made up, see platforms/pseudo.py."""


def name_of(path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", path).strip("-") or "home"


def take(browser, site: str, wanted: list[str]) -> int:
    """Every wanted page in every look, and printed on A4; returns how many files there are."""
    count = 0
    for look, (viewport, told, text_size) in LOOKS.items():
        context = browser.new_context(viewport=viewport, base_url=site, reduced_motion="reduce", **told)
        page = context.new_page()
        for path, _status in PAGES:
            if wanted and not any(part in path for part in wanted):
                continue
            page.goto(path if "styleguide" in path else PREFIXES.get(look, "") + path)
            if text_size:
                page.evaluate("size => { document.documentElement.style.fontSize = size }", text_size)
            height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
            page.set_viewport_size({**viewport, "height": max(height, viewport["height"])})
            page.screenshot(path=FOLDER / look / f"{name_of(path)}.png")
            page.set_viewport_size(viewport)
            count += 1
            if look == "phone-light":
                page.emulate_media(media="print")
                page.pdf(path=FOLDER / "print" / f"{name_of(path)}.pdf", format="A4", print_background=False)
                page.emulate_media(media="screen")
                count += 1
        context.close()
    return count


def main(wanted: list[str]) -> None:
    for look in [*LOOKS, "print"]:
        (FOLDER / look).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = os.environ.get("SITE")
        started = nullcontext((site, None)) if site else running(Path(folder), PSEUDO_LANGUAGE="true")
        with started as (address, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
            count = take(browser, address, wanted)
            browser.close()
    print(f"{count} pictures in {FOLDER.relative_to(ROOT)}/.")  # noqa: T201


if __name__ == "__main__":
    # The tests' own server wants to know which static files there are.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main(sys.argv[1:])
