"""Pages that stand ready in memory, in front of Django.

A page depends on the catalogue, the day, its address and a few headers, and on nothing about the visitor. So an answer
that any cache may keep is kept here too, compressed as it went out, on a shelf that goes when its catalogue goes: an
edit shows at the next request, since each one asks for the revision first.
"""

import datetime
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import close_old_connections
from django.http import HttpResponse

from compare_site import observability
from platforms.domain.catalogue.values import Catalogue
from platforms.storage import published

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

VARY = {
    "hx-request": "HTTP_HX_REQUEST",
    "hx-history-restore-request": "HTTP_HX_HISTORY_RESTORE_REQUEST",
    "accept-encoding": "HTTP_ACCEPT_ENCODING",
}
"""What a page may vary on, and where the server says it. One that varies on anything else is not kept."""

ADDRESS = ("PATH_INFO", "QUERY_STRING", "HTTP_HOST", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO")

KEY = (*ADDRESS, *VARY.values())

LEVEL = 9
"""Of zstd, for what is kept: a millisecond for a page of 100 kB. The library's middleware takes 3."""

LARGEST = 256 * 1024
"""Bytes of the largest answer that is kept."""

OF_A_BODY = {"content-encoding", "content-length", "content-type", "x-noise"}
OF_ONE_ANSWER = {"x-request-id"}

type Headers = list[tuple[str, str]]
type Environ = dict
type Application = Callable[[Environ, Callable], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Page:
    headers: Headers
    body: bytes
    etag: str
    """Without the sign of a weak one."""
    route: str
    """For the operator's log and numbers."""

    @property
    def unmodified(self) -> Headers:
        """The headers of a 304: those that say nothing about a body."""
        return [(name, value) for name, value in self.headers if name.lower() not in OF_A_BODY]


class Shelf:
    """The pages that were asked for last, up to a number of bytes."""

    def __init__(self, most: int):
        self.most = most
        self.size = 0
        self.pages: OrderedDict[tuple, Page] = OrderedDict()
        self.lock = threading.Lock()

    def find(self, key: tuple) -> Page | None:
        with self.lock:
            page = self.pages.get(key)
            if page is not None:
                self.pages.move_to_end(key)
            return page

    def put(self, key: tuple, page: Page) -> None:
        with self.lock:
            self.size += _weight(key, page) - self._drop(key)
            self.pages[key] = page
            while self.size > self.most:
                self.size -= self._drop(next(iter(self.pages)))

    def _drop(self, key: tuple) -> int:
        page = self.pages.pop(key, None)
        return _weight(key, page) if page else 0


def _weight(key: tuple, page: Page) -> int:
    """Roughly the bytes that a page takes in memory, the objects around it with it."""
    return len(page.body) + sum(len(str(part)) for part in key) + 4000


class Pages:
    """A WSGI application: what is on the shelf, and otherwise whatever the application behind it answers.

    `most` is the size of the shelf in bytes; 0 keeps nothing.
    """

    def __init__(self, application: Application, *, most: int):
        self.application = application
        self.most = most

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        catalogue = self.catalogue(environ)
        if catalogue is None:
            return self.application(environ, start_response)
        if page := self.find(environ, catalogue):
            status, headers, body = self.answer(environ, page)
            start_response("200 OK" if status == 200 else "304 Not Modified", headers)
            return [body] if body else []
        with published.asked(catalogue):
            response = self.application(environ, start_response)
        if isinstance(response, HttpResponse):
            self.keep(environ, catalogue, response)
        return response

    def catalogue(self, environ: Environ) -> Catalogue | None:
        """The catalogue by which an address may be answered from the shelf; None for what never is."""
        path = environ.get("PATH_INFO", "")
        if not self.most or environ["REQUEST_METHOD"] != "GET" or path[-1:] != "/" or path.startswith("/admin/"):
            return None
        close_old_connections()
        try:
            return published.current()
        except published.Unavailable:
            return None

    def find(self, environ: Environ, catalogue: Catalogue) -> Page | None:
        return self._shelf(catalogue).find(_key(environ))

    def answer(self, environ: Environ, page: Page) -> tuple[int, Headers, bytes]:
        """A page from the shelf, or 304 for who has it; noted like any other answer."""
        began, identity = time.perf_counter(), observability.identity_of(environ)
        has_it = page.etag in environ.get("HTTP_IF_NONE_MATCH", "")
        status, headers, body = (304, page.unmodified, b"") if has_it else (200, page.headers, page.body)
        observability.note("GET", page.route, status, began=began, identity=identity)
        return status, [*headers, ("X-Request-ID", identity)], body

    def keep(self, environ: Environ, catalogue: Catalogue, response: HttpResponse) -> None:
        """Put an answer on the shelf of the catalogue that it was made of, if everybody may have it."""
        varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
        if (
            response.status_code == 200
            and response.get("Cache-Control", "").startswith("public")
            and "ETag" in response
            and not response.cookies
            and varies <= set(VARY)
            and len(response.content) <= LARGEST
        ):
            body = _tighter(response)
            headers = [
                (name, str(len(body)) if name.lower() == "content-length" else value)
                for name, value in response.items()
                if name.lower() not in OF_ONE_ANSWER
            ]
            page = Page(headers, body, response["ETag"].removeprefix("W/"), environ.get(observability.ROUTE, ""))
            self._shelf(catalogue).put(_key(environ), page)

    def _shelf(self, catalogue: Catalogue) -> Shelf:
        return catalogue.memoize("pages", lambda: Shelf(self.most))


def _tighter(response: HttpResponse) -> bytes:
    """The body, compressed with more care than was taken while its first reader waited: a tenth less for the others."""
    if response.get("Content-Encoding") != "zstd":
        return response.content
    return zstd.compress(zstd.decompress(response.content), level=LEVEL)


def _key(environ: Environ) -> tuple:
    """The day is part of it: what counts as fresh changes at midnight."""
    return (datetime.datetime.now(datetime.UTC).date(), *map(environ.get, KEY))


def in_front_of(application: Application) -> Application:
    """Django's application with the shelf that the settings allow it."""
    return Pages(application, most=settings.PAGES_IN_MEMORY * 1024 * 1024)
