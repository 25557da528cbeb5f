#!/usr/bin/env python3
"""The door to every command: `start` runs the product, the others are Django's and ours."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compare_site.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    from compare_site import local

    try:
        local.prepare(creating="start" in sys.argv[1:2])
        execute_from_command_line(sys.argv)
    except local.ConfigurationError as error:
        sys.exit(f"manage.py: {error}")
    except DatabaseError as error:
        if "--traceback" in sys.argv:
            raise
        reason = " ".join(str(error).split())
        has_no_tables = "no such table" in reason or "does not exist LINE" in reason
        advice = " `manage.py migrate` makes its tables." if has_no_tables else ""
        sys.exit(f"manage.py: the database can't be used: {reason}.{advice}")


if __name__ == "__main__":
    main()
