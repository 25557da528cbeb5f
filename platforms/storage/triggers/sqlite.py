"""The triggers in SQLite's words."""

from platforms.storage.triggers.watched import ROWS, when


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
