"""Database triggers that give every change of the catalogue a new revision.

They are installed after migrations and at every start. They are compared first and written only where they differ, so
that a start leaves the revision, and with it the catalogue of other processes, as it is. All happens in one
transaction: a process that is killed leaves everything or nothing.
"""

import hashlib
from collections.abc import Sequence

from django.apps import apps
from django.db import connections, transaction

from platforms.models.revision import Revision, touch

ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
"""The rows that a trigger can look at, by its event."""


def watched_tables() -> list[str]:
    """Return every table whose rows can show on a public page."""
    tables = []
    for model in apps.get_app_config("platforms").get_models(include_auto_created=True):
        owner = model._meta.auto_created or model
        if getattr(owner, "in_catalogue", False):
            tables.append(model._meta.db_table)
    return sorted(tables)


def watched_in_part() -> dict[str, str]:
    """Return the tables of which only some rows can show, with the condition on these rows."""
    models = apps.get_app_config("platforms").get_models()
    return {m._meta.db_table: m.in_catalogue_when for m in models if hasattr(m, "in_catalogue_when")}


def when(event: str, condition: str) -> str:
    """Return the condition under which a trigger for this event fires: that any of its rows meets it."""
    return f"WHEN ({' OR '.join(f'{row}.{condition}' for row in ROWS[event])})"


class OnSQLite:
    """The triggers on SQLite, which stores their text as it was written: it can be compared with the text wanted."""

    def __init__(self, revision: str, tables: list[str], partly: dict[str, str]):
        # Delete and insert, not an upsert: the conflict policy of an outer INSERT OR IGNORE would override it.
        body = f'DELETE FROM "{revision}"; INSERT INTO "{revision}" (id, token) VALUES (1, lower(hex(randomblob(16))));'  # noqa: S608
        self.wanted = {
            f"{table}_{event}_touches": f'CREATE TRIGGER "{table}_{event}_touches" AFTER {event} ON "{table}" '
            f"{when(event, condition) if condition else ''} BEGIN {body} END"
            for table, condition in [*((table, "") for table in tables), *partly.items()]
            for event in ROWS
        }

    def are_in_place(self, cursor) -> bool:
        return self._found(cursor) == self.wanted

    def install(self, cursor) -> None:
        for name in self._found(cursor):
            cursor.execute(f'DROP TRIGGER "{name}"')
        for statement in self.wanted.values():
            cursor.execute(statement)

    def _found(self, cursor) -> dict[str, str]:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB '*_touches'")
        return dict(cursor.fetchall())


class OnPostgreSQL:
    """The triggers on PostgreSQL, which rewords them: a comment holds a digest of what was wanted and installed."""

    def __init__(self, revision: str, tables: list[str], partly: dict[str, str]):
        function = f"""
            CREATE OR REPLACE FUNCTION platforms_touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO "{revision}" (id, token) VALUES (1, replace(gen_random_uuid()::text, '-', ''))
                ON CONFLICT (id) DO UPDATE SET token = excluded.token;
                RETURN NULL;
            END $$"""  # noqa: S608
        of_all = [
            f"""
            CREATE OR REPLACE TRIGGER "{table}_touches" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}"
            FOR EACH STATEMENT EXECUTE FUNCTION platforms_touch()"""
            for table in tables
        ]
        of_some = [
            f"""
            CREATE OR REPLACE TRIGGER "{table}_{event}_touches" AFTER {event} ON "{table}"
            FOR EACH ROW {when(event, condition)} EXECUTE FUNCTION platforms_touch()"""
            for table, condition in partly.items()
            for event in ROWS
        ]
        self.wanted = [function, *of_all, *of_some]

    def are_in_place(self, cursor) -> bool:
        comment, digest = self._found(cursor)
        return comment == digest

    def install(self, cursor) -> None:
        # The function is replaced, never dropped: a process that saw it a moment ago would fail when PostgreSQL finds
        # no definition. A trigger that is gone raises nothing, and all is checked again behind the lock.
        cursor.execute("""
            SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE tgfoid = to_regprocedure('platforms_touch()')""")
        for name, table in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}" ON {table}')
        for statement in self.wanted:
            cursor.execute(statement)
        _, digest = self._found(cursor)
        cursor.execute(f"COMMENT ON FUNCTION platforms_touch() IS '{digest}'")

    def _found(self, cursor) -> tuple[str | None, str]:
        """Return the function's comment, and what it would be had this release installed what is there."""
        cursor.execute("""
            SELECT obj_description(f.oid, 'pg_proc'), pg_get_functiondef(f.oid), pg_get_triggerdef(t.oid), t.tgenabled
            FROM pg_proc f LEFT JOIN pg_trigger t ON t.tgfoid = f.oid
            WHERE f.oid = to_regprocedure('platforms_touch()')""")
        rows = cursor.fetchall()
        there = sorted(repr(row[1:]) for row in rows)
        return rows[0][0] if rows else None, hashlib.sha256(repr((self.wanted, there)).encode()).hexdigest()


def install_triggers(*, using: str = "default", plan: Sequence = (), **_signal) -> None:
    """Install the triggers and make a new revision, unless both are there.

    `plan` names the migrations that were just applied. After those it always does so, since a change of a table's
    columns may change its rows without firing a trigger.
    """
    connection = connections[using]
    present = set(connection.introspection.table_names())
    revision = Revision._meta.db_table
    if revision not in present:
        return
    triggers = (OnSQLite if connection.vendor == "sqlite" else OnPostgreSQL)(
        revision,
        [table for table in watched_tables() if table in present],
        {table: condition for table, condition in watched_in_part().items() if table in present},
    )

    def is_up_to_date(cursor) -> bool:
        return not plan and triggers.are_in_place(cursor) and Revision.objects.using(using).exists()

    with connection.cursor() as cursor:
        if is_up_to_date(cursor):
            return
        with transaction.atomic(using=using):
            if connection.vendor == "postgresql":  # SQLite has one writer at a time anyway; both let readers go on
                cursor.execute(f'LOCK TABLE "{revision}" IN EXCLUSIVE MODE')
            if not is_up_to_date(cursor):  # another process may have been faster
                triggers.install(cursor)
                touch(using=using)
