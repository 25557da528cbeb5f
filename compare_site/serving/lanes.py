"""Threads that run requests, and how many requests may wait for them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

type Answer = tuple[int, list[tuple[str, str]], bytes]
"""Status, headers and body."""


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
