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

TRIM_THRESHOLD = "131072"
"""Bytes from which glibc gives freed memory back at once. By its own rule, which raises this as pages grow, a worker
keeps some 25 MB more after thousands of different pages."""


def exec_server(application: str, *, host: str, port: int, workers: int) -> NoReturn:
    """Serve in the place of this process, afresh: workers forked off it would keep all that it needed until now."""
    os.environ.setdefault("MALLOC_TRIM_THRESHOLD_", TRIM_THRESHOLD)
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
