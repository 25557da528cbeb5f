"""Turns of requests: one at a time to a host, with a pause between, and so many at a time in all."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Hands out turns; `concurrency` is 1 or more, `pause` in seconds."""

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
