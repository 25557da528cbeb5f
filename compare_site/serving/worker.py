"""A process of the web server: take whole requests from granian, run the WSGI application in threads.

Granian's own WSGI merges a header X_Name into X-Name, and lets an unfinished body hold a thread. Here names with an
underscore are dropped, a body is read before a thread gets its request, and what may take long has its own threads.
"""

import asyncio
import io
import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from compare_site.middleware import REFUSED, is_length, largest_body
from compare_site.serving.environ import environ_of
from compare_site.serving.lanes import Answer, Lane

logger = logging.getLogger(__name__)

THREADS = 2
"""For pages. They take turns in Python, and four of them answered half as many uncached pages as two."""

DESK_THREADS = 2
"""For the desk and for all that is sent: they hash passwords, read files and wait for the database."""

MOST_WAITING, MOST_WAITING_AT_THE_DESK = 256, 32
"""Requests that wait for a thread; one more is told to come again."""

BODY_SECONDS = 10.0
"""Within these a body has to be here."""

SILENCE = 60.0
"""Seconds between two lines in the log that say the same."""

MOST_BODIES = 64 * 1024 * 1024
"""Bytes of all bodies that a process reads or holds."""


class Worker:
    """An RSGI application around a WSGI application."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application
        self._pages = Lane("page", THREADS, MOST_WAITING)
        self._desk = Lane("desk", DESK_THREADS, MOST_WAITING_AT_THE_DESK)
        self._bodies = 0
        self._said_at = -SILENCE

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
        lane = self._pages if only_reads(environ["REQUEST_METHOD"], environ["PATH_INFO"]) else self._desk
        if lane.is_full:
            environ[REFUSED] = 503
            self._say_that_it_is_full()
        if REFUSED in environ:
            return self._call(environ)  # a sentence: no thread is needed
        return await lane.run(self._call, environ)

    def _say_that_it_is_full(self) -> None:
        """Write one line a minute, not one for each request that is refused."""
        now = time.monotonic()
        if now - self._said_at > SILENCE:
            self._said_at = now
            logger.warning("More requests than can be answered: some are told to come again")

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


def only_reads(method: str, path: str) -> bool:
    """Tell whether a request is for what is public, which assistants ask for by POST."""
    return path == "/mcp" or (method in ("GET", "HEAD") and not path.startswith("/admin/"))


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
