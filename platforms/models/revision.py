"""The revision token: a random text that changes with every change of the catalogue, in the same transaction.

Triggers in the database change it (triggers.py), so that no way of writing (save, update, bulk, a cascade, plain SQL)
can miss it. A token is random and not a counter, since a restored or rolled back counter comes to the same number twice
with different contents.
"""

import secrets

from django.db import connection, models


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


def touch(*, using: str = "default") -> None:
    """Make every process rebuild the catalogue at its next request."""
    Revision.objects.using(using).update_or_create(pk=1, defaults={"token": secrets.token_hex(16)})


def lock() -> None:
    """Wait for other writers of the catalogue; inside a transaction. Keeps them from deadlocking."""
    Revision.objects.select_for_update().first()
