"""One thread of a process asks the database for all requests, which wait for it no longer than they can afford.

A server that accepts a question and never answers is noticed by no time limit of PostgreSQL's, since those are its own,
nor by the network, since its kernel goes on acknowledging.
"""

import threading
import time
from collections.abc import Callable

LONGEST_WAIT = 0.3
"""Seconds that a request waits for an answer."""

LONGEST_BUILD = 1.5
"""Seconds more while a new catalogue is built from what was answered."""


class Asker:
    """Asks in rounds; a request waits for one that began after it came, so that it sees every earlier edit."""

    def __init__(self, ask: Callable[[], None], *, is_building: Callable[[], bool]) -> None:
        self._ask, self._is_building = ask, is_building
        self._changed = threading.Condition()
        self._begun = self._done = self._wanted = 0
        self._began_at = 0.0
        threading.Thread(target=self._run, name="asker", daemon=True).start()

    @property
    def is_late(self) -> bool:
        """Tell whether a question is unanswered for longer than a request waits."""
        patience = LONGEST_WAIT + (LONGEST_BUILD if self._is_building() else 0)
        return self._begun > self._done and time.monotonic() - self._began_at > patience

    def wait(self, seconds: float = LONGEST_WAIT, *, even_if_late: bool = False) -> bool:
        """Have it asked anew; tell whether there is an answer in time. Behind a late one nobody waits."""
        with self._changed:
            mine = self._begun + 1
            self._wanted = mine
            self._changed.notify_all()
            if self.is_late and not even_if_late:
                return False
            if self._changed.wait_for(lambda: self._done >= mine, seconds):
                return True
            return self._is_building() and self._changed.wait_for(lambda: self._done >= mine, LONGEST_BUILD)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted > self._begun)
                self._begun += 1
                self._began_at = time.monotonic()
            self._ask()
            with self._changed:
                self._done = self._begun
                self._changed.notify_all()
