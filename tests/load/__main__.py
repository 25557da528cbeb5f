"""Load on two web processes before a PostgreSQL cluster of its own: `uv run python -m tests.load [--seconds 60]`.

Visitors read a mix of public pages. Meanwhile somebody imports the whole catalogue every six seconds, an editor
publishes or withdraws a platform every two, and others try passwords without a pause. Half way the database is
restarted (`--database restart`), stopped by SIGSTOP for twenty seconds (`silent`) or left alone (`well`). It fails when
a public request failed, when a page showed the taglines of two imports, when one that was acknowledged is not in the
history, or when one public answer in a hundred took longer than `--p99` milliseconds. Not a part of the tests.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from pathlib import Path

import psycopg

from tests.load.cluster import Cluster, port
from tests.load.desk import ROOT, Editor, Guesser, Importer, Working
from tests.load.visitors import TOGGLED, Visitors

SILENCE = 20
"""Seconds."""

AFTER = 5
"""Seconds after the database is back that count as around it."""


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--visitors", type=int, default=6)
    options.add_argument("--pause", type=int, default=30, help="of a visitor between two pages, in milliseconds (30)")
    options.add_argument("--guessers", type=int, default=2, help="who try passwords (2)")
    options.add_argument("--database", choices=["restart", "silent", "well"], default="restart")
    options.add_argument("--p99", type=int, default=250, help="milliseconds that 99 of 100 answers may take (250)")
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        place = Path(folder, "pg")
        place.mkdir()
        cluster = Cluster(place)
        try:
            figures = run(cluster, Path(folder), asked)
        finally:
            cluster.control("stop", "-m", "immediate")
    print(json.dumps(figures, indent=1))  # noqa: T201
    is_slow = figures["milliseconds"]["p99"] > asked.p99
    sys.exit(bool(is_slow or figures["failed"] or figures["mixed"] or figures["lost imports"]))


def run(cluster, folder, asked):
    """Start the product, let everybody in, and return what came of it."""
    address = port()
    kept = {k: v for k, v in os.environ.items() if k not in ("SECRET_KEY", "DJANGO_SETTINGS_MODULE", "HTTPS")}
    command = [sys.executable, "manage.py", "start", "--port", str(address), "--workers", "2"]
    with (folder / "log").open("w") as log:
        product = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=log,
            env=kept | {"DATA_DIR": str(folder), "DATABASE_URL": cluster.url, "PYTHONUNBUFFERED": "1",
                        "DIRECT_PUBLISHING": "true", "PROXIES": "1"},
        )  # fmt: skip
    try:
        _wait(address)
        return _figures(cluster, address, re.search(r"password (\S+)", (folder / "log").read_text())[1], asked)
    finally:
        product.terminate()
        product.wait(30)


def _wait(address):
    for _attempt in range(600):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{address}/readyz", timeout=2)
        except OSError:
            time.sleep(0.1)
    sys.exit("The product did not start.")


class Trouble(threading.Thread):
    """What happens to the database half way, and when."""

    def __init__(self, cluster, asked):
        super().__init__()
        self.do = {"restart": cluster.restart, "silent": cluster.silence, "well": lambda _seconds: None}[asked.database]
        self.half = (asked.seconds - (SILENCE if asked.database == "silent" else 0)) / 2
        self.began = self.ended = 0.0

    def run(self):
        time.sleep(self.half)
        self.began = time.monotonic()
        self.do(SILENCE)
        self.ended = time.monotonic()


def _figures(cluster, address, password, asked):
    with psycopg.connect(cluster.url) as db:
        toggled = db.execute("SELECT id FROM platforms_platform WHERE slug = %s", [TOGGLED]).fetchone()[0]
    importer, editor = Importer(address, "192.0.2.1"), Editor(address, "192.0.2.2", toggled)
    guessers = [Guesser(address, asked.seed + number) for number in range(asked.guessers)]
    for person in (importer, editor):
        person.sign_in(password)
    trouble = Trouble(cluster, asked)
    trouble.start()
    began = time.monotonic()
    with Working((importer, 6), (editor, 2), *((each, 0) for each in guessers)):
        with Visitors(address, asked.visitors, asked.seed, asked.pause / 1000) as visitors:
            time.sleep(asked.seconds)
        took = time.monotonic() - began
    trouble.join()
    with psycopg.connect(cluster.url) as db:
        question = "SELECT document ->> 'tagline' FROM platforms_historicalplatform WHERE slug = 'linkedin'"
        held = {int(found[1]) for (text,) in db.execute(question) if (found := re.match(r"Edit (\d+):", text or ""))}
        last = f"Edit {importer.saved[-1]}:%"
        of_the_last = db.execute("SELECT count(*) FROM platforms_platform WHERE tagline LIKE %s", [last]).fetchone()[0]
    around = [s for at, s in visitors.seen if trouble.began - 1 < at < trouble.ended + AFTER]
    return {
        "seconds": round(took, 1),
        "public requests": len(visitors.seen),
        "a second": round(len(visitors.seen) / took, 1),
        "failed": visitors.failed[:20],
        "mixed": [str(found) for found in visitors.mixed[:20]],
        "milliseconds": _percentiles([seconds for _began, seconds in visitors.seen]),
        "milliseconds around the trouble": _percentiles(around),
        "seconds of trouble": round(trouble.ended - trouble.began, 2),
        "imports saved": len(importer.saved),
        "imports seen by visitors": len(visitors.edits),
        "publications and withdrawals": editor.saved,
        "sent again": importer.tried_again + editor.tried_again,
        "attempts to sign in": dict(sum((each.answers for each in guessers), Counter())),
        "lost imports": sorted(set(importer.saved) - held),
        "platforms of the last import": of_the_last,
    }


def _percentiles(values):
    ordered = sorted(values)
    return {f"p{p}": round(ordered[min(len(ordered) - 1, len(ordered) * p // 100)] * 1000) for p in (50, 95, 99, 100)}


if __name__ == "__main__":
    main()
