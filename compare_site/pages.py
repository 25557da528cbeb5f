"""Pages that stand ready in memory, in front of Django.

A page depends on the catalogue, the day, its address and a few headers, and on nothing about the visitor. So an answer
that any cache may keep is kept here too, compressed as it went out, on a shelf that goes when its catalogue goes: an
edit shows at the next request, since each one asks for the revision first.
"""

import datetime
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import close_old_connections
from django.http import HttpResponse

from platforms import published
from platforms.domain.catalogue import Catalogue

VARY = {
    "hx-request": "HTTP_HX_REQUEST",
    "hx-history-restore-request": "HTTP_HX_HISTORY_RESTORE_REQUEST",
    "accept-encoding": "HTTP_ACCEPT_ENCODING",
}
"""What a page may vary on, and where the server says it. One that varies on anything else is not kept."""

ADDRESS = ("PATH_INFO", "QUERY_STRING", "HTTP_HOST", "wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO")

KEY = (*ADDRESS, *VARY.values())

LARGEST = 256 * 1024
"""Bytes of the largest answer that is kept."""

OF_A_BODY = {"content-encoding", "content-length", "content-type", "x-noise"}

type Headers = list[tuple[str, str]]
type Environ = dict
type Application = Callable[[Environ, Callable], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Page:
    headers: Headers
    body: bytes
    etag: str
    """Without the sign of a weak one."""

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
            if page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
                start_response("304 Not Modified", page.unmodified)
                return []
            start_response("200 OK", page.headers)
            return [page.body]
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
            page = Page([*response.items()], response.content, response["ETag"].removeprefix("W/"))
            self._shelf(catalogue).put(_key(environ), page)

    def _shelf(self, catalogue: Catalogue) -> Shelf:
        shelf = catalogue.memo.get("pages")
        return shelf or catalogue.memo.setdefault("pages", Shelf(self.most))


def _key(environ: Environ) -> tuple:
    """The day is part of it: what counts as fresh changes at midnight."""
    return (datetime.datetime.now(datetime.UTC).date(), *map(environ.get, KEY))


def in_front_of(application: Application) -> Application:
    """Django's application with the shelf that the settings allow it."""
    return Pages(application, most=settings.PAGES_IN_MEMORY * 1024 * 1024)
