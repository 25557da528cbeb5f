"""`python -m tests.faults.dying 200 load <folder>`: do it, and kill -9 this very process before its 200th statement.

Or before the first statement that begins with a text. With 0 it lives, and prints how many statements there were.
Deeds: load, publish, withdraw, save, upgrade.
"""

import os
import signal
import sys

import django


def load(folder):
    from django.core.management import call_command

    call_command("load_catalogue", folder, overwrite=True, verbosity=0)


def publish_platform(slug):
    from platforms.storage.publication import publish

    publish(_platform(slug))


def withdraw_platform(slug):
    from platforms.storage.publication import withdraw

    withdraw(_platform(slug))


def save(slug, tagline):
    """As the sheet saves it: the platform, its cells' entry in the history, all in one."""
    import msgspec

    from platforms.storage import history
    from platforms.storage.document.stored import stored_platform

    part = stored_platform(_platform(slug).pk)
    changed = msgspec.structs.replace(part, tagline=tagline, support={})
    history.save(changed, base=part, note="By a process that may die")


def upgrade():
    from platforms.management.upgrade import upgrade

    upgrade()


def _platform(slug):
    from platforms.models import Platform

    return Platform.objects.get(slug=slug)


def main(moment, deed, *arguments):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compare_site.settings")
    django.setup()
    from django.db import connection

    seen = 0

    def watch(execute, sql, params, many, context):
        nonlocal seen
        seen += 1
        if str(seen) == moment or sql.startswith(moment):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        {"load": load, "publish": publish_platform, "withdraw": withdraw_platform, "save": save, "upgrade": upgrade}[
            deed
        ](*arguments)
    print(seen)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
