"""What was done with accounts, in Django's log: no page removes it, and whom it is about sees it."""

import datetime

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

SHOWN_FOR = datetime.timedelta(days=30)
MOST = 10


def leave(*, by, about, text: str) -> None:
    """Log what somebody did with an account. The text is English: it is stored."""
    LogEntry.objects.create(
        user_id=by.pk, content_type=ContentType.objects.get_for_model(User), object_id=str(about.pk),
        object_repr=str(about)[:200], action_flag=CHANGE, change_message=text,
    )  # fmt: skip


def of(user) -> QuerySet[LogEntry]:
    """Return the latest entries about an account."""
    return _lately().filter(object_id=str(user.pk))[:MOST]


def for_reader(user) -> QuerySet[LogEntry]:
    """Return the latest entries about all accounts for who manages them, about their own for everybody else."""
    return _lately()[:MOST] if user.has_perm("auth.view_user") else of(user)


def has_acted(user) -> bool:
    """Tell whether the log names this account as the one who did something."""
    return LogEntry.objects.filter(user=user).exists()


def _lately() -> QuerySet[LogEntry]:
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), action_time__gte=timezone.now() - SHOWN_FOR
    )
    return entries.select_related("user").order_by("-action_time", "-pk")
