"""Bring a database up to this release: whole, or left as it was with the reason said."""

import sqlite3
from pathlib import Path

from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor


class Migrate(migrate.Command):
    """Django's command; checks what rests on other rows after each migration, so that all fit into one transaction."""

    def migration_progress_callback(self, action, migration=None, fake=False):
        super().migration_progress_callback(action, migration, fake)
        if action == "apply_success":
            connection.check_constraints()


def upgrade() -> str:
    """Migrate; a sentence about the copy that was made of an older SQLite database, or nothing.

    Raises CommandError, with the database as it was, when a newer release wrote it or a migration fails.
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
    """PostgreSQL takes changes of tables back too; a second process that starts at the same time waits."""
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
    """SQLite can't change tables with their references in one transaction; so a copy is made, and put back."""
    path = Path(connection.settings_dict["NAME"])
    copy = path.with_name(f"{path.name}.before-upgrade")
    copy.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    try:
        _migrate()
    except BaseException as error:
        connection.close()
        _put_back(copy, path)
        if not isinstance(error, Exception):
            raise
        raise _failed(error) from error
    return f"The database was brought up to this release; as it was before, it is in {copy}."


def _put_back(copy: Path, path: Path) -> None:
    """Through SQLite itself, which takes care of whoever has the database open."""
    source, target = sqlite3.connect(copy), sqlite3.connect(path)
    with source, target:
        source.backup(target)
    source.close()
    target.close()
    copy.unlink()


def _failed(error: Exception) -> CommandError:
    reason = " ".join(str(error).split()) or type(error).__name__
    return CommandError(f"The database can't be brought up to this release: {reason}. It is as it was before.")
