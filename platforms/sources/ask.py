"""Ask pages whether they still answer: politely, patiently, and only on the public web."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from platforms.sources.guarded import GuardedTransport
from platforms.sources.outcomes import Answer, Outcome, of_error, of_status
from platforms.sources.robots import BOT, MOST_OF_ROBOTS, Robots

HEADERS = {
    "User-Agent": f"{BOT}/1.0 (asks whether cited pages still answer)",
    "Accept": "*/*",
    # Nothing is ever unpacked here, so that no small answer can grow large.
    "Accept-Encoding": "identity",
}
REDIRECTS = 5
MOST_OF_A_PAGE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Patience:
    """All in seconds."""

    silence: float = 10
    """How long to wait for a connection, and for each next byte."""
    whole: float = 20
    """For one request, from resolving the name to the last byte; each redirect is a request of its own."""
    pause: float = 1
    """Between two requests to one host."""


async def ask_all(
    pages: Mapping[str, str],
    *,
    on_answer: Callable[[Answer], None],
    concurrency: int = 8,
    patience: Patience = Patience(),
    transport: httpx.AsyncBaseTransport | None = None,
) -> None:
    """Ask each page (slug to URL) once and call `on_answer` with each answer as it comes, in no order.

    At most `concurrency` (1 or more) requests are under way, and one to any host. Nothing that a page does raises.
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
            on_answer(Answer(slug, url, *await asker.ask(url)))

        for slug, url in pages.items():
            tasks.create_task(ask(slug, url))


class _Asker:
    def __init__(self, client: httpx.AsyncClient, concurrency: int, patience: Patience) -> None:
        self._client = client
        self._patience = patience
        self._turns = Turns(concurrency=concurrency, pause=patience.pause)
        self._robots = Robots(lambda url: self._follow(url, most=MOST_OF_ROBOTS, heed_robots=False))

    async def ask(self, url: str) -> tuple[Outcome, str]:
        try:
            response, _ = await self._follow(httpx.URL(url), most=MOST_OF_A_PAGE)
        except Exception as error:
            # Whatever a library raises for one page, the others are still asked.
            return of_error(error)
        return of_status(response.status_code)

    async def _follow(self, url: httpx.URL, *, most: int, heed_robots: bool = True) -> tuple[httpx.Response, bytes]:
        """Follow redirects by hand, so that each hop heeds robots.txt and takes its turn at its host."""
        for _hop in range(1 + REDIRECTS):
            if heed_robots:
                await self._robots.heed(url)
            response, body = await self._get(url, most)
            if response.next_request is None:
                return response, body
            url = response.next_request.url
        raise httpx.TooManyRedirects(f"more than {REDIRECTS} redirects, the last to {url}")

    async def _get(self, url: httpx.URL, most: int) -> tuple[httpx.Response, bytes]:
        body = bytearray()
        patience = asyncio.timeout(self._patience.whole)
        async with self._turns.at(url.host), patience, self._client.stream("GET", url) as response:
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) >= most:
                    break
        return response, bytes(body[:most])


class Turns:
    """Turns of requests: one at a time to a host, with a pause in seconds between, and so many at a time in all."""

    def __init__(self, *, concurrency: int, pause: float) -> None:
        self._slots = asyncio.Semaphore(concurrency)
        self._pause = pause
        self._hosts: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """Wait for the host first and for a slot then, so that many pages of one host don't hold up the others."""
        now = asyncio.get_running_loop().time
        async with self._hosts[host]:
            await asyncio.sleep(self._free_at.get(host, 0) - now())
            async with self._slots:
                try:
                    yield
                finally:
                    self._free_at[host] = now() + self._pause
