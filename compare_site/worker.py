"""A process of the web server: take whole requests from granian, run the WSGI application in threads.

Granian's own WSGI merges a header X_Name into X-Name, and lets an unfinished body hold a thread. Here names with an
underscore are dropped, a body is read before a thread gets its request, and what may take long has its own threads.
"""

import asyncio
import io
import logging
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from compare_site.middleware import REFUSED, is_length, largest_body

logger = logging.getLogger(__name__)

THREADS = 2
"""For pages. They take turns in Python, and four of them answered half as many uncached pages as two."""

DESK_THREADS = 2
"""For the desk and for all that is sent: they hash passwords, read files and wait for the database."""

MOST_WAITING, MOST_WAITING_AT_THE_DESK = 256, 32
"""Requests that wait for a thread; one more is told to come again."""

BODY_SECONDS = 10.0
"""Within these a body has to be here."""

MOST_BODIES = 64 * 1024 * 1024
"""Bytes of all bodies that a process reads or holds."""

type Answer = tuple[int, list[tuple[str, str]], bytes]


class Lane:
    """Threads for one kind of request, and how many requests may wait for them."""

    def __init__(self, name: str, threads: int, most_waiting: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._most = threads + most_waiting
        self._inside = 0

    @property
    def is_full(self) -> bool:
        return self._inside >= self._most

    async def run(self, work: Callable[[dict], Answer], environ: dict[str, Any]) -> Answer:
        self._inside += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work, environ)
        finally:
            self._inside -= 1


class Worker:
    """An RSGI application around a WSGI application."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application
        self._pages = Lane("page", THREADS, MOST_WAITING)
        self._desk = Lane("desk", DESK_THREADS, MOST_WAITING_AT_THE_DESK)
        self._bodies = 0

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        environ = environ_of(scope)
        length = length_of(environ)
        if "HTTP_TRANSFER_ENCODING" in environ:
            environ[REFUSED] = 411
        elif length and self._bodies + length > MOST_BODIES:
            environ[REFUSED] = 503
        self._bodies += length
        try:
            if length and REFUSED not in environ:
                await read_body(environ, protocol)
            protocol.response_bytes(*await self._answer(environ))
        finally:
            self._bodies -= length

    async def _answer(self, environ: dict[str, Any]) -> Answer:
        is_page = environ["REQUEST_METHOD"] in ("GET", "HEAD") and not environ["PATH_INFO"].startswith("/admin/")
        lane = self._pages if is_page else self._desk
        if lane.is_full:
            environ[REFUSED] = 503
        if REFUSED in environ:
            return self._call(environ)  # a sentence: no thread is needed
        return await lane.run(self._call, environ)

    def _call(self, environ: dict[str, Any]) -> Answer:
        status, headers = 500, []

        def start_response(line: str, named: list[tuple[str, str]], _error: Any = None) -> None:
            nonlocal status, headers
            status, headers = int(line[:3]), named

        try:
            parts = self._application(environ, start_response)
            try:
                body = b"".join(parts)
            finally:
                if close := getattr(parts, "close", None):
                    close()
        except Exception:
            logger.exception("A request was not answered")
            return 500, [], b""
        return status, headers, body


def environ_of(scope: Any) -> dict[str, Any]:
    """Return the WSGI environment of a request, its body still empty. Drop header names with an underscore."""
    path = scope.path if scope.path.startswith("/") else f"/{scope.path}"  # OPTIONS * has no path
    host, _colon, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": as_wsgi(path),
        "QUERY_STRING": as_wsgi(scope.query_string),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:  # WSGI could not tell it from the same name with a hyphen, which only our proxy may set
            continue
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        separator = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
    return environ


def as_wsgi(text: str) -> str:
    """Return a text as WSGI writes it: each byte of its UTF-8 as one character."""
    return text if text.isascii() else text.encode().decode("latin-1")


def length_of(environ: dict[str, Any]) -> int:
    """Return how many bytes of a body to read: none of one whose length is nonsense or too large, which is refused."""
    announced = environ.get("CONTENT_LENGTH", "")
    length = int(announced) if is_length(announced) else 0
    return length if length <= largest_body(environ["PATH_INFO"]) else 0


async def read_body(environ: dict[str, Any], protocol: Any) -> None:
    """Read the body into the environment; mark the request as refused when it does not come in time."""

    async def whole() -> bytes:
        return await protocol()

    try:
        environ["wsgi.input"] = io.BytesIO(await asyncio.wait_for(whole(), BODY_SECONDS))
    except TimeoutError:
        environ[REFUSED] = 408
    except Exception:  # the client went away: granian has a class for it that it does not export
        environ[REFUSED] = 400
