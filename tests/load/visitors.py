"""Visitors, who read public pages over kept connections, and what came of it."""

import http.client
import random
import re
import threading
import time

TOGGLED = "tumblr"
PAGES = [
    "/", "/platforms/", "/platforms/?q=linked&kind=professional", "/platforms/?goal=career&feature=job-listings",
    "/platforms/linkedin/", "/platforms/meetup/", "/platforms/twitter/", f"/platforms/{TOGGLED}/",
    "/compare/facebook/linkedin/", "/compare/facebook/linkedin/meetup/x/?show=differences&goals=career",
    "/compare/instagram/tiktok/?goals=share-creative", f"/compare/reddit/{TOGGLED}/", "/fit/",
    "/fit/results/?goal=career", "/method/", "/guide/", "/changes/", "/data/", "/de/platforms/", "/healthz",
]  # fmt: skip
LISTS_OF_CHANGES = re.compile(r'<ul class="changed">.*?</ul>', re.DOTALL)
"""Where a page quotes what a tagline was before."""
FINE = {200, 301, 302, 304, 410}


class Threads:
    """Threads that do a thing, each with arguments of its own, until it is `over`."""

    def __init__(self, target, arguments):
        self.over = threading.Event()
        self.threads = [threading.Thread(target=target, args=each) for each in arguments]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self.over.set()
        for thread in self.threads:
            thread.join()


class Visitors(Threads):
    """Threads that read public pages over kept connections, and what came of it."""

    def __init__(self, address, count, seed, pause):
        super().__init__(self._read, [(n,) for n in range(count)])
        self.address, self.seed, self.pause = address, seed, pause
        self.seen, self.failed, self.mixed, self.edits = [], [], [], set()

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
