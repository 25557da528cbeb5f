"""Read addresses politely: guarded, one request at a time to a host, with ETags; what can't be read is listed."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec

from platforms.sources.ask import Patience, Turns
from platforms.sources.guarded import GuardedTransport, Refused
from platforms.sources.robots import BOT, MOST_OF_ROBOTS, Robots
from platforms.sources.watch.answers import Memory, NotRead, Page

HEADERS = {"User-Agent": f"{BOT}/1.0 (notices changed sources)", "Accept": "*/*", "Accept-Encoding": "identity"}
REDIRECTS = 5
MOST = 8 * 1024 * 1024
"""Bytes of one answer."""
LONGEST_WAIT = 60
"""Seconds that we wait where a host asks us to come back later; once."""


@dataclass
class Reader:
    """Reads addresses; keeps in `memory` what the next run needs, and in `failures` what went wrong."""

    memory: dict[str, Memory] = field(default_factory=dict)
    patience: Patience = field(default_factory=Patience)
    transport: httpx.AsyncBaseTransport = field(default_factory=GuardedTransport)
    most: int = MOST
    failures: list[tuple[str, NotRead]] = field(default_factory=list)
    answered: int = 0

    def __post_init__(self) -> None:
        timeout = httpx.Timeout(self.patience.silence, pool=None)
        self._client = httpx.AsyncClient(transport=self.transport, headers=HEADERS, timeout=timeout, trust_env=False)
        self._turns = Turns(concurrency=4, pause=self.patience.pause)
        self._robots = Robots(self._robots_txt)

    async def aclose(self) -> None:
        await self._client.aclose()

    async def get(self, url: str, *, remember: bool = True) -> Page | None:
        """Return a page; None where it is as at the last run, or can't be read."""
        try:
            return await self.read(url, remember=remember)
        except NotRead as error:
            self.failures.append((url, error))
            return None

    async def json(self, url: str, kind: Any = Any, *, remember: bool = True) -> Any:
        """Return the JSON at an address in the shape of `kind`; None as `get`, or where it has another shape."""
        if (page := await self.get(url, remember=remember)) is None:
            return None
        try:
            return msgspec.json.decode(page.text, type=kind)
        except msgspec.DecodeError as error:
            self.memory.pop(url, None)
            self.failures.append((url, NotRead(f"is not the JSON that we know: {error}")))
            return None

    async def read(self, url: str, *, remember: bool = True, heed_robots: bool = False) -> Page | None:
        """Return a page; None for 304. Raise NotRead."""
        known = self.memory.get(url, Memory())
        try:
            response, body = await self._follow(url, known.etag if remember else "", heed_robots)
        except NotRead:
            raise
        except Refused as error:
            raise NotRead(f"was refused: {error}") from error
        except Exception as error:  # a page may make a library raise anything; the others are still read
            is_offline = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
            raise NotRead(str(error) or type(error).__name__, is_offline=is_offline) from error
        self.answered += 1
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return None
        if not response.is_success:
            raise NotRead(f"status {response.status_code}", status=response.status_code)
        if len(body) >= self.most:
            raise NotRead(f"has more than {self.most // 1024} kB")
        text = _decoded(body, response.charset_encoding or "utf-8")
        if remember:
            self.memory[url] = Memory(response.headers.get("ETag", ""), known.digest)
        return Page(str(response.url), text)

    async def _follow(self, address: str, etag: str, heed_robots: bool) -> tuple[httpx.Response, bytes]:
        url = httpx.URL(address)
        for _hop in range(1 + REDIRECTS):
            if heed_robots:
                await self._robots.heed(url)
            response, body = await self._ask(url, etag)
            if response.status_code in (429, 503) and (wait := _wait(response)) is not None:
                await asyncio.sleep(wait)
                response, body = await self._ask(url, etag)
            if response.next_request is None:
                return response, body
            url = response.next_request.url
        raise NotRead(f"has more than {REDIRECTS} redirects")

    async def _ask(self, url: httpx.URL, etag: str) -> tuple[httpx.Response, bytes]:
        headers = {"If-None-Match": etag} if etag else {}
        body = bytearray()
        patience = asyncio.timeout(self.patience.whole)
        async with self._turns.at(url.host), patience, self._client.stream("GET", url, headers=headers) as response:
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) >= self.most:
                    break
        return response, bytes(body[: self.most])

    async def _robots_txt(self, url: httpx.URL) -> tuple[httpx.Response, bytes]:
        response, body = await self._follow(str(url), "", heed_robots=False)
        return response, body[:MOST_OF_ROBOTS]


def _wait(response: httpx.Response) -> int | None:
    """Return how many seconds a host asks us to wait; None where it says nothing, or too long."""
    asked = response.headers.get("Retry-After", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and int(asked) <= LONGEST_WAIT else None


def _decoded(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset)
    except (UnicodeDecodeError, LookupError) as error:
        raise NotRead(f"is no text in {charset}") from error
