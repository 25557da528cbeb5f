"""What Lighthouse says of each page on a simulated phone with slow 4G. Needs Node.js (`npx`) and a Chromium.

Lighthouse works out these figures from a load that nothing slows down, and takes the one layout of a page for work
after the first paint, when the load event, which comes early on such a line, makes the browser do it just before. So
each page is loaded a second time with processor and line really held back: `applied TBT` is how long a finger may wait.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from statistics import median

from tests.benchmarks.pages import pages_of
from tests.benchmarks.servers import product

PORT = 8797
AUDITS = {
    "LCP ms": "largest-contentful-paint",
    "FCP ms": "first-contentful-paint",
    "TBT ms": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
    "bytes": "total-byte-weight",
}
APPLIED = "--throttling-method=devtools"

RUNS = 3
"""Lighthouse tells something else each time, most of all of a busy machine; the median counts."""

ATTEMPTS = 3
"""Once in a while the browser goes away under Lighthouse."""

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu")


def measure(folder: Path) -> dict:
    chromium = os.environ.get("CHROME_PATH") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium or not shutil.which("npx"):
        raise SystemExit("Lighthouse needs npx (Node.js) and a Chromium.")
    figures = {}
    with product("product", PORT, folder):
        for name, path in pages_of([f"p{n:04}" for n in range(30)]).items():
            url = f"http://127.0.0.1:{PORT}{path}"
            told = [_figures(url, chromium) for _run in range(RUNS)]
            figures[name] = {what: median(run[what] for run in told) for what in told[0]}
            print(f"{name:12}" + "  ".join(f"{what} {value:.3g}" for what, value in figures[name].items()), flush=True)  # noqa: T201
    return figures


def _figures(url: str, chromium: str) -> dict[str, float]:
    report, applied = _report(url, chromium), _report(url, chromium, APPLIED)
    audits = {short: report["audits"][audit]["numericValue"] for short, audit in AUDITS.items()}
    waited = applied["audits"][AUDITS["TBT ms"]]["numericValue"]
    return {"performance": report["categories"]["performance"]["score"] * 100} | audits | {"applied TBT ms": waited}


def _report(url: str, chromium: str, *options: str) -> dict:
    command = ["npx", "--yes", "lighthouse", url, *options, "--quiet", "--output=json", "--only-categories=performance"]
    flags = [f"--chrome-flags={' '.join(FLAGS)}"]
    for _attempt in range(ATTEMPTS):
        found = subprocess.run(
            [*command, *flags], env=os.environ | {"CHROME_PATH": chromium}, text=True, stdout=subprocess.PIPE
        )
        if found.returncode == 0:
            return json.loads(found.stdout)
    raise SystemExit(f"Lighthouse could not look at {url}.")
