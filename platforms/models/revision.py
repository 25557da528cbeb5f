"""The revision token: a random text that changes with every change of the catalogue, in the same transaction.

Database triggers change it (storage/triggers.py), so that no kind of write (save, update, bulk, a cascade, plain SQL)
can miss it. The token is random, not a counter: a counter that is restored or rolled back would give the same number
to different contents.
"""

import secrets

from django.db import connection, models


class Revision(models.Model):
    """The only row. Call `lock()` first in a transaction that writes several rows of the catalogue."""

    token = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_revision_only")]

    def __str__(self) -> str:
        return self.token


def current_token() -> str:
    """Return the current token, empty before the first write. One query in plain SQL: every request waits for it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token FROM {Revision._meta.db_table}")  # noqa: S608
        row = cursor.fetchone()
    return row[0] if row else ""


def touch(*, using: str = "default") -> None:
    """Make every process rebuild the catalogue at its next request."""
    Revision.objects.using(using).update_or_create(pk=1, defaults={"token": secrets.token_hex(16)})


def lock() -> None:
    """Wait until other writers of the catalogue are done, so that none deadlock. Call it inside a transaction."""
    Revision.objects.select_for_update().first()
