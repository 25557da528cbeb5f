"""Load, with an editor at work and the database restarted half way: `uv run python -m tests.load [--seconds 60]`.

Two web processes on a PostgreSQL cluster of its own (made for the run, which needs the server's programs), visitors on
a mix of public pages, and an editor who every two seconds loads a catalogue in which the taglines of some platforms
carry the number of the edit, and withdraws or publishes a platform. It fails when a public request failed, when a page
showed the taglines of two edits, or when an edit that was acknowledged is not in the history. Not a part of the tests.
"""

import argparse
import glob
import html
import http.client
import io
import itertools
import json
import os
import pwd
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from http.cookiejar import CookieJar
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "platforms" / "data"
TOGGLED = "tumblr"
PAGES = [
    "/", "/platforms/", "/platforms/?q=linked&kind=professional", "/platforms/?goal=career&feature=job-listings",
    "/platforms/linkedin/", "/platforms/meetup/", "/platforms/twitter/", f"/platforms/{TOGGLED}/",
    "/compare/facebook/linkedin/", "/compare/facebook/linkedin/meetup/x/?show=differences&goals=career",
    "/compare/instagram/tiktok/?goals=share-creative", f"/compare/reddit/{TOGGLED}/", "/fit/",
    "/fit/results/?goal=career", "/method/", "/guide/", "/changes/", "/data/", "/de/platforms/", "/healthz",
]  # fmt: skip
EDITED = ("facebook", "linkedin", "meetup", "x")
LISTS_OF_CHANGES = re.compile(r'<ul class="changed">.*?</ul>', re.DOTALL)
"""Where a page quotes what a tagline was before."""
FINE = {200, 301, 302, 304, 410}


def port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """PostgreSQL in a folder of its own, as the user that it insists on."""

    def __init__(self, folder):
        found = shutil.which("initdb") or max(glob.glob("/usr/lib/postgresql/*/bin/initdb"), default=None)
        if not found:
            sys.exit("This needs PostgreSQL's own programs (initdb, pg_ctl).")
        self.bin, self.folder, self.port = Path(found).parent, folder, port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        self._run("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "postgres", "--no-sync")
        self.control("start")

    def control(self, *what):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-o", options, "-l", f"{self.folder}/log", "-w", *what)

    def _run(self, program, *arguments):
        command = [str(self.bin / program), *arguments]
        if os.geteuid() == 0:
            command = ["su", "postgres", "-c", " ".join(f"'{part}'" for part in command)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)


class Visitors:
    """Threads that read public pages over kept connections, and what came of it."""

    def __init__(self, address, count, seed, pause):
        self.address, self.count, self.seed, self.pause = address, count, seed, pause
        self.over = threading.Event()
        self.seen, self.failed, self.mixed, self.edits = [], [], [], set()

    def __enter__(self):
        self.threads = [threading.Thread(target=self._read, args=(n,)) for n in range(self.count)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def _read(self, number):
        chance = random.Random(self.seed + number)
        known = {}
        connection = http.client.HTTPConnection("127.0.0.1", self.address, timeout=30)
        while not self.over.is_set():
            path = chance.choice(PAGES)
            headers = {"If-None-Match": known[path]} if path in known and chance.random() < 0.3 else {}
            began = time.monotonic()
            try:
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                page = answer.read().decode()
            except (OSError, http.client.HTTPException) as error:
                self.failed.append((path, repr(error)))
                connection.close()
                continue
            self.seen.append((began, time.monotonic() - began))
            if answer.status not in FINE:
                self.failed.append((path, answer.status))
            if etag := answer.headers.get("ETag"):
                known[path] = etag
            edits = set(re.findall(r"Edit (\d+):", LISTS_OF_CHANGES.sub("", page))) if path != "/changes/" else set()
            self.edits |= edits
            if len(edits) > 1:
                self.mixed.append((path, edits))
            time.sleep(chance.random() * self.pause * 2)


class Editor:
    """Signs in as a browser would, and edits until it is told that the edit was saved."""

    def __init__(self, address, password):
        self.address = f"http://127.0.0.1:{address}"
        self.web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay())
        self.files = {path.relative_to(DATA).as_posix(): path.read_text("utf-8") for path in DATA.rglob("*.toml")}
        self.saved, self.tried_again, self.published = [], 0, 0
        self._send("/admin/login/?next=/admin/", {"username": "admin", "password": password})

    def edit(self, number):
        """Their taglines carry the number; in one transaction."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
            for name, text in self.files.items():
                if Path(name).stem in EDITED:
                    text = re.sub(r'(?m)^tagline = "', f'tagline = "Edit {number}: ', text, count=1)
                files.writestr(name, text)
        self._until_saved("/admin/document/", {"load": "1", "overwrite": "on"}, packed.getvalue())
        self.saved.append(number)

    def toggle(self, pk, withdraw):
        self._until_saved(f"/admin/platforms/platform/{pk}/publication/", {"withdraw" if withdraw else "publish": "1"})
        self.published += 1

    def _until_saved(self, path, fields, file=None):
        while self._send(path, fields, file) != 302:
            self.tried_again += 1
            time.sleep(0.2)

    def _send(self, path, fields, file=None):
        """The status; a form is fetched first for its token, as a browser does."""
        try:
            page = self.web.open(self.address + path, timeout=30).read().decode()
            token = html.unescape(re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1])
            body, kind = _multipart({"csrfmiddlewaretoken": token, **fields}, file)
            request = urllib.request.Request(self.address + path, body, {"Content-Type": kind})
            return self.web.open(request, timeout=60).status
        except urllib.error.HTTPError as error:
            return error.code
        except (OSError, http.client.HTTPException, TypeError):
            return 0


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_what):
        return None


def _multipart(fields, file):
    edge = "----edge----"
    body = "".join(f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items())
    parts = [body.encode()]
    if file is not None:
        head = 'Content-Disposition: form-data; name="file"; filename="catalogue.zip"\r\n\r\n'
        parts += [f"--{edge}\r\n{head}".encode(), file, b"\r\n"]
    return b"".join([*parts, f"--{edge}--\r\n".encode()]), f"multipart/form-data; boundary={edge}"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--visitors", type=int, default=6)
    options.add_argument("--pause", type=int, default=30, help="of a visitor between two pages, in milliseconds (30)")
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
    sys.exit(bool(figures["failed"] or figures["mixed"] or figures["lost edits"]))


def run(cluster, folder, asked):
    address = port()
    kept = {k: v for k, v in os.environ.items() if k not in ("SECRET_KEY", "DJANGO_SETTINGS_MODULE", "HTTPS")}
    command = [sys.executable, "manage.py", "start", "--port", str(address), "--workers", "2"]
    with (folder / "log").open("w") as log:
        product = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=log,
            env=kept | {"DATA_DIR": str(folder), "DATABASE_URL": cluster.url, "PYTHONUNBUFFERED": "1",
                        "DIRECT_PUBLISHING": "true"},
        )  # fmt: skip
    try:
        _wait(address)
        password = re.search(r"password (\S+)", (folder / "log").read_text())[1]
        return _figures(cluster, address, Editor(address, password), asked)
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


def _figures(cluster, address, editor, asked):
    with psycopg.connect(cluster.url) as db:
        toggled = db.execute("SELECT id FROM platforms_platform WHERE slug = %s", [TOGGLED]).fetchone()[0]
    restart = {}

    def restart_half_way():
        time.sleep(asked.seconds / 2)
        restart["began"] = time.monotonic()
        cluster.control("restart", "-m", "fast")
        restart["ended"] = time.monotonic()

    restarting = threading.Thread(target=restart_half_way)
    began = time.monotonic()
    with Visitors(address, asked.visitors, asked.seed, asked.pause / 1000) as visitors:
        restarting.start()
        for number in itertools.count(1):
            due = began + 2 * number
            if max(due, time.monotonic()) > began + asked.seconds:
                break
            editor.edit(number)
            editor.toggle(toggled, withdraw=bool(number % 2))
            time.sleep(max(0.0, due - time.monotonic()))
        time.sleep(max(0.0, began + asked.seconds - time.monotonic()))
    restarting.join()
    took = time.monotonic() - began
    with psycopg.connect(cluster.url) as db:
        question = "SELECT document ->> 'tagline' FROM platforms_historicalplatform WHERE slug = 'linkedin'"
        held = {int(found[1]) for (text,) in db.execute(question) if (found := re.match(r"Edit (\d+):", text or ""))}
        integrity = db.execute("SELECT count(*) FROM platforms_platform WHERE tagline LIKE %s",
                               [f"Edit {editor.saved[-1]}:%"]).fetchone()[0]  # fmt: skip
    answers = sorted(seconds for _began, seconds in visitors.seen)
    around = sorted(s for at, s in visitors.seen if restart["began"] - 1 < at < restart["ended"] + 5)
    return {
        "seconds": round(took, 1),
        "public requests": len(visitors.seen),
        "a second": round(len(visitors.seen) / took, 1),
        "failed": visitors.failed[:20],
        "mixed": [str(found) for found in visitors.mixed[:20]],
        "milliseconds": _percentiles(answers),
        "milliseconds around the restart": _percentiles(around),
        "seconds the database was away": round(restart["ended"] - restart["began"], 2),
        "edits saved": len(editor.saved),
        "edits seen by visitors": len(visitors.edits),
        "publications and withdrawals": editor.published,
        "sent again by the editor": editor.tried_again,
        "lost edits": sorted(set(editor.saved) - held),
        "platforms with the last edit": integrity,
    }


def _percentiles(values):
    return {f"p{p}": round(values[min(len(values) - 1, len(values) * p // 100)] * 1000) for p in (50, 95, 99, 100)}


if __name__ == "__main__":
    main()
