"""The web server: granian, whose threads and slow clients are handled outside Python."""

import os
import sys
from typing import NoReturn

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from compare_site import local

THREADS = 2
"""In each process. They take turns in Python, and four of them answered half as many uncached pages as two; one alone
would let everybody wait while it asks a database that doesn't answer."""


MEMORY = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""Lets glibc give back what was freed. Without it a worker keeps some 25 MB more after thousands of different pages."""


def take_over(application: str, *, host: str, port: int, workers: int) -> NoReturn:
    """Serve in the place of this process, afresh: workers forked off it would keep all that it needed until now."""
    for name, value in MEMORY.items():
        os.environ.setdefault(name, value)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(local.ROOT), os.environ.get("PYTHONPATH", "")]))
    sys.stdout.flush()
    flags = [f"-W{option}" for option in sys.warnoptions]
    os.execv(  # noqa: S606
        sys.executable,
        [sys.executable, *flags, "-m", "compare_site.server", application, host, str(port), str(workers)],
    )


def serve(application: str, *, host: str, port: int, workers: int) -> None:
    """Serve "module:name" until Ctrl-C."""
    Granian(
        application,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=256,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        # A worker that is told to stop while it still starts up never hears of it.
        workers_kill_timeout=5,
    ).serve()


if __name__ == "__main__":
    named, at, port, workers = sys.argv[1:]
    serve(named, host=at, port=int(port), workers=int(workers))
