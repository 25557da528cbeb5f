"""Install the triggers after migrations and at every start.

They are compared first and written only where they differ, so that a start leaves the revision, and with it the
catalogue of other processes, as it is. All happens in one transaction: a process that is killed leaves everything or
nothing.
"""

from collections.abc import Sequence

from django.db import connections, transaction

from platforms.models.revision import Revision, touch
from platforms.storage.triggers.postgresql import OnPostgreSQL
from platforms.storage.triggers.sqlite import OnSQLite
from platforms.storage.triggers.watched import watched_in_part, watched_tables


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
