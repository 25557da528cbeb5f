"""Read or load a table in a process of its own, with limits of memory and time: visitors never wait for it.

`python -m platforms.desk.cells.process NAME look` reads an upload, `… load` writes what it would change.
"""

import os
import resource
import signal
import subprocess
import sys
import threading

MEMORY = 1024 * 1024 * 1024
SECONDS = 60
LONGEST = 180
"""Seconds by the clock, waiting for the database included."""


def start(name: str, step: str, lock: int) -> None:
    """Start a job for an upload; it holds `lock`, an open file, as long as it lives."""
    command = [sys.executable, "-m", "platforms.desk.cells.process", name, step]
    process = subprocess.Popen(command, pass_fds=[lock], stdin=subprocess.DEVNULL)  # noqa: S603
    threading.Thread(target=process.wait, daemon=True).start()


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    signal.alarm(LONGEST)
    os.nice(5)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compare_site.settings")
    import django

    django.setup()
    from platforms.desk.cells import job  # here, not above: it has models

    job.run(sys.argv[1], sys.argv[2])


if __name__ == "__main__":
    _main()
