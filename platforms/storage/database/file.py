"""The file of an SQLite database: noticed when it is deleted or another one takes its place, and checked at the start.

SQLite itself goes on with the file that it has open, which nobody can find any more: what is saved would be lost.
"""

import os
from typing import Any

from django.db import OperationalError, connection
from django.db.backends.signals import connection_created

_opened: dict[str, tuple[int, int]] = {}
"""Device and inode of each file when this process opened it first."""


def watch() -> None:
    """Look at the file before each statement of each connection to SQLite."""
    connection_created.connect(_begin, dispatch_uid="database file")


def _begin(*, connection: Any, **_signal: Any) -> None:
    path = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and (found := _identity(path)):
        _opened.setdefault(path, found)

        def check(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if _identity(path) != _opened[path]:
                raise OperationalError("the database's file was deleted or replaced while it was open; start anew")
            return execute(sql, params, many, context)

        if not any(getattr(each, "is_ours", False) for each in connection.execute_wrappers):
            check.is_ours = True  # type: ignore[attr-defined]
            connection.execute_wrappers.append(check)


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def damage() -> str:
    """Return what SQLite finds wrong with the file, or nothing. It reads all of it."""
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        found = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
    return "" if found == "ok" else " ".join(found.split())
