"""The published catalogue: the one bridge from storage to the domain, an immutable value for each revision.

`current()` costs one query, for the revision's token, while nothing changes. While the database fails or is slow, the
last catalogue is returned without asking, and one request at a time finds out whether that is over.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.fitness import good_for
from platforms.models import Platform
from platforms.models.revision import current_token
from platforms.storage.building import build
from platforms.storage.database import asking
from platforms.storage.database.asking import Asker
from platforms.translations.catalogue import in_language

PAUSE = 1.0
"""Seconds without asking after the database failed, or took longer than SLOW."""

SLOW = 3.0
"""Seconds."""

LONGEST_WAIT = 0.5
"""Seconds that a request waits for another one to build a new catalogue; after that it takes the last one.

With hundreds of platforms a build is over by then, so every request after an edit shows it. With thousands only the
request that found the edit waits for the whole build."""

FIRST_WAIT = 30.0
"""Seconds that a request waits for the first catalogue of a process, if one thread asks for all."""

READY_WAIT = 1.5

BUILD_ATTEMPTS = 5


class Unavailable(DatabaseError):
    """The database can't be reached, and this process has no catalogue yet."""


@dataclass(slots=True)
class _Process:
    """What this process knows: its last catalogue, and how the database did when it was last asked."""

    catalogue: Catalogue | None = None
    is_reachable: bool = True
    paused_until: float = 0.0
    """On the monotonic clock; 0 while the database is well."""

    def last(self) -> Catalogue:
        """Return the last catalogue. Raise Unavailable without one."""
        if self.catalogue is None:
            raise Unavailable
        return self.catalogue


_process = _Process()
_asker: Asker | None = None
_building = threading.Lock()
_probing = threading.Lock()
_chosen: ContextVar[Catalogue | None] = ContextVar("catalogue", default=None)


@contextmanager
def using(catalogue: Catalogue) -> Iterator[None]:
    """Make `current()` return this catalogue inside the block, without a query."""
    token = _chosen.set(catalogue)
    try:
        yield
    finally:
        _chosen.reset(token)


def current() -> Catalogue:
    """Return the published catalogue; the last one while the database can't be asked. Raise Unavailable without one."""
    if catalogue := _chosen.get():
        return catalogue
    if _asker is not None:
        if time.monotonic() >= _process.paused_until:
            _asker.wait(asking.LONGEST_WAIT if _process.catalogue else FIRST_WAIT)
        return _process.last()
    if not _process.paused_until:
        return _ask()
    if time.monotonic() < _process.paused_until or not _probing.acquire(blocking=False):
        return _process.last()
    try:
        return _ask()
    finally:
        _probing.release()


def current_in(language: str) -> Catalogue:
    """Return the published catalogue in a language; translate it once for each revision. Numbers stay the same."""
    catalogue = current()
    if language == settings.LANGUAGE_CODE:
        return catalogue
    return catalogue.memoize(f"in {language}", lambda: in_language(catalogue, language))


def is_reachable() -> bool:
    """Tell whether the database answered when it was last asked, and answers now."""
    return _process.is_reachable and (_asker is None or _asker.wait(READY_WAIT, even_if_late=True))


def ask_in_a_thread() -> None:
    """From now on let one thread ask for all requests of this process. For a database that is another machine's."""
    global _asker

    def ask() -> None:
        with suppress(Unavailable):
            _ask()
        if not _process.is_reachable:
            connection.close()  # of this thread, which no request closes

    _asker = _asker or Asker(ask, is_building=_building.locked)


def forget() -> None:
    """Begin as a new process does, without a catalogue."""
    global _process
    _process = _Process()


def _ask() -> Catalogue:
    """Return the newest catalogue, and note how the database did; the last catalogue if it fails."""
    began, before = time.monotonic(), _process.catalogue
    try:
        catalogue = _newest()
    except (DatabaseError, InterfaceError) as error:
        _process.is_reachable, _process.paused_until = False, time.monotonic() + PAUSE
        if _process.catalogue is None:
            raise Unavailable(str(error)) from error
        return _process.catalogue
    ended = time.monotonic()
    # A build of thousands of platforms takes its time, which says nothing about the database.
    is_slow = ended - began > SLOW and catalogue is before
    _process.is_reachable, _process.paused_until = True, ended + PAUSE if is_slow else 0.0
    return catalogue


def _newest() -> Catalogue:
    """Return the catalogue of the revision that is stored now; build it if this process doesn't have it."""
    token, last = current_token(), _process.catalogue
    if last is not None and last.revision == token:
        return last
    if not _building.acquire(timeout=LONGEST_WAIT if last else -1):
        return _process.last()
    try:
        if _process.catalogue is None or _process.catalogue.revision != current_token():
            _process.catalogue = _consistent()
        return _process.catalogue
    finally:
        _building.release()


def _consistent() -> Catalogue:
    """Build until no edit came between the first row and the last: the token is the same before and after."""
    for _attempt in range(BUILD_ATTEMPTS):
        token = current_token()
        catalogue = build(Platform.objects.published(), revision=token)
        if current_token() == token:
            break
    good_for(catalogue)  # works the matching table out, before a request needs it
    return catalogue
