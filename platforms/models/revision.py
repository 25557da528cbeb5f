"""The revision token: a random text that changes with every change of the catalogue, in the same transaction.

Triggers in the database change it, so that no way of writing (save, update, bulk, a cascade, plain SQL) can miss it.
They are put in place after every migration. A token is random and not a counter, since a restored or rolled back
counter comes to the same number twice with different contents.
"""

import secrets

from django.apps import apps
from django.db import connection, connections, models

VENDORS = ("sqlite", "postgresql")


class Revision(models.Model):
    """One row. Lock it first (`lock`) in a transaction that writes several catalogue rows."""

    token = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_revision_only")]

    def __str__(self) -> str:
        return self.token


def current_token() -> str:
    """The token now; one query, written out since every request waits for it. Empty before anything was written."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token FROM {Revision._meta.db_table}")  # noqa: S608
        row = cursor.fetchone()
    return row[0] if row else ""


def touch() -> None:
    """Make every process rebuild the catalogue at its next request."""
    Revision.objects.update_or_create(pk=1, defaults={"token": secrets.token_hex(16)})


def lock() -> None:
    """Wait for other writers of the catalogue; inside a transaction. Keeps them from deadlocking."""
    Revision.objects.select_for_update().first()


def watched_tables() -> list[str]:
    """Every table whose rows can show on a public page."""
    tables = []
    for model in apps.get_app_config("platforms").get_models(include_auto_created=True):
        owner = model._meta.auto_created or model
        if getattr(owner, "in_catalogue", False):
            tables.append(model._meta.db_table)
    return sorted(tables)


def watched_in_part() -> dict[str, str]:
    """The tables of which some rows show, with the condition on these rows."""
    found = apps.get_app_config("platforms").get_models()
    return {m._meta.db_table: m.in_catalogue_when for m in found if hasattr(m, "in_catalogue_when")}


def install_triggers(*, using: str = "default", **_signal) -> None:
    """(Re)create the triggers on every watched table, and change the token once."""
    connection = connections[using]
    if Revision._meta.db_table not in connection.introspection.table_names():
        return
    revision = connection.ops.quote_name(Revision._meta.db_table)
    install = {"sqlite": _sqlite_triggers, "postgresql": _postgresql_triggers}[connection.vendor]
    present = set(connection.introspection.table_names())
    partly = {table: condition for table, condition in watched_in_part().items() if table in present}
    with connection.cursor() as cursor:
        for statement in install(revision, [table for table in watched_tables() if table in present], partly):
            cursor.execute(statement)
    Revision.objects.using(using).update_or_create(pk=1, defaults={"token": secrets.token_hex(16)})


ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
"""Which rows a trigger can look at."""


def _when(event: str, condition: str) -> str:
    return f"WHEN ({' OR '.join(f'{row}.{condition}' for row in ROWS[event])})"


def _sqlite_triggers(revision: str, tables: list[str], partly: dict[str, str]):
    # Delete and insert, not an upsert: the conflict policy of an outer INSERT OR IGNORE would override it.
    body = f"DELETE FROM {revision}; INSERT INTO {revision} (id, token) VALUES (1, lower(hex(randomblob(16))));"  # noqa: S608
    for table, condition in [*((table, "") for table in tables), *partly.items()]:
        for event in ROWS:
            when = _when(event, condition) if condition else ""
            yield f'DROP TRIGGER IF EXISTS "{table}_{event}_touches"'
            yield f'CREATE TRIGGER "{table}_{event}_touches" AFTER {event} ON "{table}" {when} BEGIN {body} END'


def _postgresql_triggers(revision: str, tables: list[str], partly: dict[str, str]):
    yield f"""
        CREATE OR REPLACE FUNCTION platforms_touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO {revision} (id, token) VALUES (1, replace(gen_random_uuid()::text, '-', ''))
            ON CONFLICT (id) DO UPDATE SET token = excluded.token;
            RETURN NULL;
        END $$"""  # noqa: S608
    for table in tables:
        yield f'DROP TRIGGER IF EXISTS "{table}_touches" ON "{table}"'
        yield f"""
            CREATE TRIGGER "{table}_touches" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "{table}"
            FOR EACH STATEMENT EXECUTE FUNCTION platforms_touch()"""
    for table, condition in partly.items():
        for event in ROWS:
            yield f'DROP TRIGGER IF EXISTS "{table}_{event}_touches" ON "{table}"'
            yield f"""
                CREATE TRIGGER "{table}_{event}_touches" AFTER {event} ON "{table}"
                FOR EACH ROW {_when(event, condition)} EXECUTE FUNCTION platforms_touch()"""
