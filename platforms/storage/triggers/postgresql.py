"""The triggers in PostgreSQL's words."""

import hashlib

from platforms.storage.triggers.watched import ROWS, when


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
