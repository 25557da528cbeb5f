"""Bring the database up to this release, or leave it as it was and give the reason."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor


class Migrate(migrate.Command):
    """Django's command, which checks references after each migration, so that all fit into one transaction."""

    def migration_progress_callback(self, action, migration=None, fake=False):
        super().migration_progress_callback(action, migration, fake)
        if action == "apply_success":
            connection.check_constraints()


def upgrade() -> str:
    """Migrate; return a sentence about the copy that was made of an older SQLite database, or nothing.

    Raise CommandError, with the database as it was, when a newer release wrote it or a migration fails.
    """
    executor = MigrationExecutor(connection)
    loader = executor.loader
    known = set(loader.disk_migrations) | {name for one in loader.replacements.values() for name in one.replaces}
    newer = sorted(key for key in loader.applied_migrations if key[0] in loader.migrated_apps and key not in known)
    if newer:
        raise CommandError(
            f"This database was written by a newer release, which knows {'.'.join(newer[0])}; this one does not. "
            "Nothing was changed: start the newer release, or name another database."
        )
    is_older = bool(loader.applied_migrations) and bool(executor.migration_plan(loader.graph.leaf_nodes()))
    if connection.vendor == "sqlite":
        return _with_a_copy() if is_older and connection.settings_dict["NAME"] else _migrate()
    return _in_one_transaction()


def _migrate() -> str:
    call_command(Migrate(), verbosity=0)
    return ""


def _in_one_transaction() -> str:
    """Migrate on PostgreSQL, which rolls back changes of tables too; a second process waits for the first."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'")
                cursor.execute("SELECT pg_advisory_xact_lock(hashtext('side-by-side upgrade'))")
            return _migrate()
    except CommandError:
        raise
    except Exception as error:
        raise _failed(error) from error


def _with_a_copy() -> str:
    """Migrate on SQLite, which can't change tables and their references in one transaction, with a copy to restore."""
    with _copy_put_back_on_failure() as copy:
        try:
            _migrate()
        except Exception as error:
            raise _failed(error) from error
    return f"The database was brought up to this release; as it was before, it is in {copy}."


@contextmanager
def _copy_put_back_on_failure() -> Iterator[Path]:
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


def _failed(error: Exception) -> CommandError:
    reason = " ".join(str(error).split()) or type(error).__name__
    return CommandError(f"The database can't be brought up to this release: {reason}. It is as it was before.")
