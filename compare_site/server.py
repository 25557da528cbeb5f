"""The web server: granian, which handles connections outside Python; its processes are in serving/."""

import os
import sys
from typing import NoReturn

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from compare_site import local

CONNECTIONS = 512
"""Open at once in a process. One that sends no request is closed after HEADER_SECONDS."""

HEADER_SECONDS = 10

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
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000),
        workers=workers,
        backpressure=CONNECTIONS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        # A worker that is told to stop while it still starts up never hears of it.
        workers_kill_timeout=5,
    ).serve()


if __name__ == "__main__":
    named, at, port, workers = sys.argv[1:]
    serve(named, host=at, port=int(port), workers=int(workers))
