"""The robots.txt of each host, read once and heeded as RFC 9309 says."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable

import httpx
from protego import Protego

from platforms.sources.outcomes import NotAsked, Outcome, of_error, of_status

BOT = "SideBySideBot"

MOST_OF_ROBOTS = 500 * 1024
"""What RFC 9309 (2.5) asks a crawler to read of a robots.txt at least."""

type Fetch = Callable[[httpx.URL], Awaitable[tuple[httpx.Response, bytes]]]
"""Follows a URL to its answer and the first MOST_OF_ROBOTS bytes of it."""


class Robots:
    """What we may ask."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._reading: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._read: dict[str, Protego | NotAsked] = {}

    async def heed(self, url: httpx.URL) -> None:
        """Raise NotAsked when robots.txt forbids the page, or nobody can tell whether it does (RFC 9309, 2.3.1)."""
        address = url.join("/robots.txt")
        key = str(address)
        async with self._reading[key]:
            if key not in self._read:
                self._read[key] = await self._rules(address)
        rules = self._read[key]
        if isinstance(rules, NotAsked):
            raise NotAsked(rules.outcome, rules.detail)
        if not rules.can_fetch(str(url), BOT):
            raise NotAsked(Outcome.DISALLOWED, key)

    async def _rules(self, address: httpx.URL) -> Protego | NotAsked:
        try:
            response, body = await self._fetch(address)
        except httpx.TooManyRedirects:
            return Protego.parse("")
        except Exception as error:
            outcome, detail = of_error(error)
            return NotAsked(outcome, f"robots.txt: {detail}")
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
            outcome, detail = of_status(response.status_code)
            return NotAsked(outcome, f"robots.txt: {detail}")
        return Protego.parse(body.decode("utf-8", "replace") if response.is_success else "")
