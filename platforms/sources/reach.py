"""Asking pages whether they still answer: politely, patiently, and only on the public web."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum

import httpx
from protego import Protego

from platforms.sources.guarded import GuardedTransport, Refused

BOT = "SideBySideBot"
HEADERS = {
    "User-Agent": f"{BOT}/1.0 (asks whether cited pages still answer)",
    "Accept": "*/*",
    # Nothing is ever unpacked here, so that no small answer can grow large.
    "Accept-Encoding": "identity",
}
REDIRECTS = 5
MOST_OF_A_PAGE = 64 * 1024
MOST_OF_ROBOTS = 500 * 1024
"""What RFC 9309 (2.5) asks a crawler to read of a robots.txt at least."""


class Outcome(StrEnum):
    REACHABLE = "reachable"
    GONE = "gone"
    REFUSED = "refused"
    """Not on the public web: a private address, or neither http nor https."""
    REDIRECTED = "redirected too often"
    TIMED_OUT = "timed out"
    FAILED = "failed"
    """No connection, no valid certificate, broken HTTP, or a status that none of the others is about."""
    SERVER_ERROR = "server error"
    BLOCKED = "blocked"
    """The page may well be there, but not for us."""
    DISALLOWED = "disallowed by robots.txt"
    """Not asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    slug: str
    url: str
    outcome: Outcome
    detail: str
    """What was behind it, for an editor: a status, or an error's own words."""


@dataclass(frozen=True, slots=True)
class Patience:
    """All in seconds."""

    silence: float = 10
    """How long to wait for a connection, and for each next byte."""
    whole: float = 20
    """For one request, from resolving the name to the last byte; each redirect is a request of its own."""
    pause: float = 1
    """Between two requests to one host."""


class _NotAsked(Exception):
    """Robots.txt keeps us from asking."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(detail)
        self.outcome, self.detail = outcome, detail


async def ask_all(
    pages: Mapping[str, str],
    *,
    heard: Callable[[Answer], None],
    concurrency: int = 8,
    patience: Patience = Patience(),
    transport: httpx.AsyncBaseTransport | None = None,
) -> None:
    """Ask each page (slug to URL) once and tell `heard` each answer as it comes, in no order.

    At most `concurrency` (1 or more) requests are under way, and one to any host. Never raises for what a page does;
    when cancelled, what was heard stays heard.
    """
    client = httpx.AsyncClient(
        transport=transport or GuardedTransport(),
        headers=HEADERS,
        timeout=httpx.Timeout(patience.silence, pool=None),
        trust_env=False,
    )
    async with client, asyncio.TaskGroup() as tasks:
        asker = _Asker(client, concurrency, patience)

        async def ask(slug: str, url: str) -> None:
            heard(Answer(slug, url, *await asker.ask(url)))

        for slug, url in pages.items():
            tasks.create_task(ask(slug, url))


class _Asker:
    def __init__(self, client: httpx.AsyncClient, concurrency: int, patience: Patience) -> None:
        self._client = client
        self._patience = patience
        self._slots = asyncio.Semaphore(concurrency)
        self._turns: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}
        self._reading_robots: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._robots: dict[str, Protego | _NotAsked] = {}

    async def ask(self, url: str) -> tuple[Outcome, str]:
        try:
            response, _ = await self._follow(httpx.URL(url), most=MOST_OF_A_PAGE)
        except Exception as error:
            # Whatever one page makes a library raise, the others are still asked.
            return _failed(error)
        return _answered(response.status_code)

    async def _follow(self, url: httpx.URL, *, most: int, heed_robots: bool = True) -> tuple[httpx.Response, bytes]:
        """By hand, so that each hop keeps to robots.txt and takes its turn at its host."""
        for _hop in range(1 + REDIRECTS):
            if heed_robots:
                await self._heed_robots(url)
            response, body = await self._get(url, most)
            if response.next_request is None:
                return response, body
            url = response.next_request.url
        raise httpx.TooManyRedirects(f"more than {REDIRECTS} redirects, the last to {url}")

    async def _get(self, url: httpx.URL, most: int) -> tuple[httpx.Response, bytes]:
        body = bytearray()
        patience = asyncio.timeout(self._patience.whole)
        async with self._turn(url.host), patience, self._client.stream("GET", url) as response:
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) >= most:
                    break
        return response, bytes(body[:most])

    @asynccontextmanager
    async def _turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the host first and for a slot then, so that many pages of one host don't hold up the others."""
        now = asyncio.get_running_loop().time
        async with self._turns[host]:
            await asyncio.sleep(self._free_at.get(host, 0) - now())
            async with self._slots:
                try:
                    yield
                finally:
                    self._free_at[host] = now() + self._patience.pause

    async def _heed_robots(self, url: httpx.URL) -> None:
        """Raises _NotAsked when robots.txt says no, or when nobody can tell what it says (RFC 9309, 2.3.1)."""
        robots_url = url.join("/robots.txt")
        key = str(robots_url)
        async with self._reading_robots[key]:
            if key not in self._robots:
                self._robots[key] = await self._read_robots(robots_url)
        robots = self._robots[key]
        if isinstance(robots, _NotAsked):
            raise _NotAsked(robots.outcome, robots.detail)
        if not robots.can_fetch(str(url), BOT):
            raise _NotAsked(Outcome.DISALLOWED, str(robots_url))

    async def _read_robots(self, url: httpx.URL) -> Protego | _NotAsked:
        try:
            response, body = await self._follow(url, most=MOST_OF_ROBOTS, heed_robots=False)
        except httpx.TooManyRedirects:
            return Protego.parse("")
        except Exception as error:
            outcome, detail = _failed(error)
            return _NotAsked(outcome, f"robots.txt: {detail}")
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
            outcome, detail = _answered(response.status_code)
            return _NotAsked(outcome, f"robots.txt: {detail}")
        return Protego.parse(body.decode("utf-8", "replace") if response.is_success else "")


def _answered(status: int) -> tuple[Outcome, str]:
    match status:
        case 404 | 410:
            outcome = Outcome.GONE
        case 401 | 403 | 429 | 451:
            outcome = Outcome.BLOCKED
        case _ if 200 <= status < 300:
            outcome = Outcome.REACHABLE
        case _ if status >= 500:
            outcome = Outcome.SERVER_ERROR
        case _:
            outcome = Outcome.FAILED
    return outcome, f"status {status}"


def _failed(error: Exception) -> tuple[Outcome, str]:
    match error:
        case _NotAsked():
            return error.outcome, error.detail
        case Refused() | httpx.InvalidURL():
            outcome = Outcome.REFUSED
        case httpx.TooManyRedirects():
            outcome = Outcome.REDIRECTED
        case TimeoutError() | httpx.TimeoutException():
            outcome = Outcome.TIMED_OUT
        case _:
            outcome = Outcome.FAILED
    return outcome, str(error) or type(error).__name__
