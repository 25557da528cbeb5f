"""An attack from a seed: `uv run python -m tests.server.attack [--requests 20000] [--seed 1]`.

Odd methods, headers, charsets, codings and addresses to a product with its page cache and to one without. It fails on a
server error, on an answer of more than two seconds, and where the two differ.
"""

import argparse
import http.client
import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote, urlsplit

import django

from tests.browser.conftest import running
from tests.coding import decoded

METHODS = ["GET"] * 12 + [
    "HEAD",
    "HEAD",
    "OPTIONS",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "TRACE",
    "PROPFIND",
    "get",
    "BREW",
]
PATHS = [
    "/", "/platforms/", "/platforms/linkedin/", "/platforms/LinkedIn/", "/platforms/nowhere/", "/compare/",
    "/compare/facebook/linkedin/", "/compare/facebook/facebook/", "/compare/a/b/c/d/e/", "/changes/", "/changes/feed/",
    "/changes/linkedin/", "/fit/", "/fit/results/", "/fit/left/", "/fit/review/", "/guide/", "/method/", "/about/",
    "/data/", "/data/fit.json", "/data/platforms/linkedin.json", "/data/compare/facebook/linkedin.json", "/data/none",
    "/de/", "/es/platforms/", "/xx/", "/corrections/new/", "/corrections/received/", "/admin/", "/admin/login/",
    "/accounts/profile/", "/static/css/site.css", "/static/../manage.py", "/robots.txt", "/sitemap.xml", "/sw.js",
    "/healthz", "/readyz", "/metrics", "/.well-known/security.txt", "//else.where/", "/%2e%2e/", "/%ff/", "/a%0d%0ab/",
    "/share/platforms/linkedin.png", "/platforms/%F0%9F%A7%91/", "*", "/offline/", "/manifest.webmanifest",
    "/mcp", "/oembed", "/llms.txt", "/platforms/linkedin.md", "/compare/facebook/linkedin.md", "/features/polls/",
    "/embed/compare/facebook/linkedin/", "/compare/facebook/linkedin/moving/", "/data/catalogue.csv", "/search/",
]  # fmt: skip
KEYS = [
    "q",
    "since",
    "before",
    "goal",
    "goals",
    "kind",
    "feature",
    "sort",
    "show",
    "page",
    "add",
    "replace",
    "p",
    "x[]",
]
VALUES = [
    "linked", "career", "2026-11-01", "-1", "99999999999999999999", "", "é", "\u202e", "<script>", "'", "%", "\x02",
    "social", "differences", "a" * 500, "None", "0-1", "../..", "\ufffd", "İ",
]  # fmt: skip
HEADERS = {
    "Accept-Encoding": ["gzip", "br", "zstd", "identity;q=0", "*", "gzip;q=x", ","],
    "Accept": ["application/json", "*/*;q=0", ";;", "a" * 500],
    "Accept-Language": ["de", "*", "xx-" + "x" * 200],
    "Content-Type": [
        "text/html; charset=utf-16",
        "a/b; charset=base64",
        "multipart/form-data",
        "application/json",
        ";",
    ],
    "Content-Encoding": ["gzip", "br"],
    "Cookie": ["sessionid=x", "csrftoken=y; messages=z", "a", "=;=", "sessionid=" + "a" * 32],
    "Expect": ["100-continue"],
    "HX-Request": ["true", "false", ""],
    "HX_Request": ["true"],
    "HX-History-Restore-Request": ["true"],
    "HX-Current-URL": ["http://[", "/", "\\\\"],
    "If-Match": ["*", '"x"'],
    "If-Modified-Since": ["x", "Fri, 27 Nov 2026 00:00:00 GMT", "Fri, 27 Nov 99999 00:00:00 GMT"],
    "If-None-Match": ["*", '"x"', "W/", '"' * 9],
    "If-Unmodified-Since": ["Fri, 27 Nov 1999 00:00:00 GMT"],
    "Origin": ["null", "https://else.where", "http://["],
    "Range": ["bytes=0-9", "bytes=9-0", "bytes=-", "x=1"],
    "Referer": ["http://[", "x"],
    "Sec-Fetch-Site": ["cross-site", "none", "x"],
    "Transfer-Encoding": ["chunked"],
    "X-Forwarded-For": ["198.51.100.7", "x", "::1", ","],
    "X_Forwarded_For": ["198.51.100.9"],
    "X-Forwarded-Proto": ["https", "http", "x"],
    "X-Forwarded-Host": ["else.where"],
    "X-HTTP-Method-Override": ["DELETE"],
    "X-Request-ID": ["x" * 9, "x" * 99, "a b"],
}
BODIES = [b"", b"a=b", b"{}", b"\x00\xff", b"a=" + b"x" * 9000, b"--x\r\n", b"&" * 3000]
VARYING = (
    "connection",
    "date",
    "x-noise",
    "x-request-id",
    "content-length",
    "set-cookie",
    "expires",
)
"""Headers that differ from one answer to the next, cache or not: times, names, tokens, the noise against BREACH."""

LONGEST = 2.0


def made_up(chance):
    """Return method, path, headers and body of one request."""
    path = chance.choice(PATHS)
    pairs = [(chance.choice(KEYS), chance.choice(VALUES)) for _ in range(chance.choice([0, 0, 1, 2, 5]))]
    query = "&".join(f"{quote(key)}={quote(value, safe='%' if value != '%' else '')}" for key, value in pairs)
    if chance.random() < 0.005:
        query = "&".join("a" for _ in range(2000))
    headers = {
        name: chance.choice(HEADERS[name]) for name in chance.sample(sorted(HEADERS), chance.choice([0, 1, 2, 6]))
    }
    method = chance.choice(METHODS)
    body = chance.choice(BODIES) if method not in ("GET", "HEAD") or chance.random() < 0.1 else b""
    return method, f"{path}?{query}" if query else path, headers, body


class Client:
    """One kept connection to a product."""

    def __init__(self, address):
        self.address, self.connection, self.etags = urlsplit(address), None, {}

    def ask(self, method, path, headers, body):
        """Return status, headers that stay the same, body, and the seconds that it took."""
        began = time.monotonic()
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=60)
            self.connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": "localhost", **headers}.items():
                self.connection.putheader(name, value)
            if "Transfer-Encoding" in headers:
                body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
            elif body:
                self.connection.putheader("Content-Length", str(len(body)))
            self.connection.endheaders(body)
            answer = self.connection.getresponse()
            content = answer.read()
            self.etags[path] = answer.getheader("ETag", self.etags.get(path))
            kept = sorted((k.lower(), v) for k, v in answer.getheaders() if k.lower() not in VARYING)
            # A body that the server did not want is left unread, so that it may close what it answered on.
            if answer.getheader("Connection") == "close" or answer.status >= 400 or "Transfer-Encoding" in headers:
                self.close()
            if answer.status != 206:  # of a part nothing can be unpacked
                content = decoded(content, answer.getheader("Content-Encoding"))
            return answer.status, kept, content, time.monotonic() - began
        except (OSError, http.client.HTTPException) as error:
            self.close()
            return 0, [], type(error).__name__.encode(), time.monotonic() - began

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


def comparable(path, status, headers, body):
    """Leave out what differs from one form to the next: its signature and its token."""
    if status == 304:  # of a compressed page the ETag is weak, where that page was not made it is not
        headers = [(name, value.removeprefix("W/")) for name, value in headers]
    is_form = path.startswith(("/corrections/new/", "/admin/")) or "/corrections/new/" in path
    return status, headers, b"" if is_form else body


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--requests", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    chance, found, times = random.Random(asked.seed), Counter(), []
    with ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2)]
        products = [
            stack.enter_context(running(folder, PAGES_IN_MEMORY=megabytes, PROXIES="1"))[0]
            for folder, megabytes in zip(folders, ("16", "0"), strict=True)
        ]
        kept, fresh = map(Client, products)
        for client in (kept, fresh):
            client.ask("GET", "/fit/results/?goal=career", {}, b"")  # the first request of a process reads templates
        for number in range(asked.requests):
            request = made_up(chance)
            if (etag := fresh.etags.get(request[1])) and chance.random() < 0.2:
                request[2][chance.choice(["If-None-Match", "If-None-Match", "If-Match"])] = etag
            answers = [client.ask(*request) for client in (kept, fresh)]
            times += [answer[3] for answer in answers]
            statuses = [answer[0] for answer in answers]
            found.update(f"{status // 100}xx" if status else "closed" for status in statuses)
            wrong = []
            if any(status >= 500 for status in statuses):
                wrong.append("server error")
            if max(answer[3] for answer in answers) > LONGEST:
                wrong.append("slow")
            if comparable(request[1], *answers[0][:3]) != comparable(request[1], *answers[1][:3]):
                wrong.append("kept differs from fresh")
                if found[wrong[-1]] < 10:
                    print(*sorted(set(answers[0][1]) ^ set(answers[1][1])), answers[0][2] == answers[1][2])  # noqa: T201
            for each in wrong:
                found[each] += 1
                if found[each] <= 10:
                    print(number, each, request[:3], request[3][:40], statuses)  # noqa: T201
    times.sort()
    milliseconds = {f"p{p}": round(times[min(len(times) - 1, len(times) * p // 100)] * 1000) for p in (50, 99, 100)}
    print(json.dumps({"requests": asked.requests, "seed": asked.seed, **found, "milliseconds": milliseconds}))  # noqa: T201
    sys.exit(any(found[each] for each in ("server error", "slow", "kept differs from fresh")))


if __name__ == "__main__":
    main()
