"""The process of one job, with limits of memory and time.

`python -m platforms.desk.cells.child NAME look` reads an upload, `… load` writes what it would change.
"""

import os
import resource
import signal
import sys

import django

MEMORY = 1024 * 1024 * 1024
SECONDS = 60
LONGEST = 180
"""Seconds by the clock, waiting for the database included."""


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    signal.alarm(LONGEST)
    os.nice(5)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compare_site.settings")
    django.setup()
    from platforms.desk.cells import job  # here, not above: it has models

    job.run(sys.argv[1], sys.argv[2])


if __name__ == "__main__":
    _main()
