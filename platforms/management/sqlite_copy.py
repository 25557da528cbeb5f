"""A copy of an SQLite database, put back when changing it fails."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def copy_put_back_on_failure() -> Iterator[Path]:
    """Make a copy beside the database and yield its path; put it back when the code within raises."""
    path = Path(connection.settings_dict["NAME"])
    copy = path.with_name(f"{path.name}.before-upgrade")
    copy.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    try:
        yield copy
    except BaseException:
        connection.close()
        _put_back(copy, path)
        raise


def _put_back(copy: Path, path: Path) -> None:
    """Restore through SQLite itself, so that processes with the database open notice."""
    source, target = sqlite3.connect(copy), sqlite3.connect(path)
    with source, target:
        source.backup(target)
    source.close()
    target.close()
    copy.unlink()
