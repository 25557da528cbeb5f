"""Record what a save changed, propose it instead, publish what was proposed, and undo what was published."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from platforms.domain.document.merging import ABSENT, Change, Key, flatten, unflatten
from platforms.domain.document.patches import changes_of, tree_of
from platforms.models import ChangeSet, ChangeState, Platform
from platforms.models.platforms import credit
from platforms.models.revision import lock
from platforms.storage.document.keeping import keep_rules
from platforms.storage.document.stored import stored
from platforms.storage.document.write import REMOVABLE, write

MOST_SEARCHED = 1000
"""How many changes the history of one thing looks through."""


class Overtaken(Exception):
    """Somebody changed the same keys since; `changes` has them as they are now and as they were wanted."""

    def __init__(self, changes: list[Change]):
        super().__init__(", ".join("/".join(change.key) for change in changes))
        self.changes = changes


def flat() -> dict[Key, Any]:
    """Return everything that is stored, by key."""
    return flatten(stored())


def between(before: dict[Key, Any], after: dict[Key, Any]) -> tuple[Change, ...]:
    """Return what differs, by key."""
    return tuple(
        Change(key, before.get(key, ABSENT), after.get(key, ABSENT))
        for key in dict.fromkeys([*after, *before])
        if before.get(key, ABSENT) != after.get(key, ABSENT)
    )


def record(changes: Iterable[Change], *, title: str, by, note: str = "") -> ChangeSet:
    """Keep what a save changed, for its history and to undo it."""
    return ChangeSet.objects.create(
        title=title[:200], changes=tree_of(changes), note=note, made_by=by, state=ChangeState.PUBLISHED,
        decided_by=by, decided_at=timezone.now(),
    )  # fmt: skip


def propose(changes: Iterable[Change], *, title: str, by, note: str = "") -> ChangeSet:
    """Keep what a save would change, until a publisher decides."""
    return ChangeSet.objects.create(title=title[:200], changes=tree_of(changes), note=note, made_by=by)


def apply(changes: Iterable[Change], *, by, note: str = "") -> None:
    """Write changes over what is stored. Raise Overtaken, or Invalid when they break a rule by now."""
    wanted = [change for change in changes if change.old != change.new]

    def save() -> bool:
        now = flat()
        overtaken = [
            Change(change.key, now.get(change.key, ABSENT), change.new)
            for change in wanted
            if now.get(change.key, ABSENT) not in (change.old, change.new)
        ]
        if overtaken:
            raise Overtaken(overtaken)
        merged = now | {change.key: change.new for change in wanted}
        document = unflatten({key: value for key, value in merged.items() if value is not ABSENT})
        write(document, wanted, by=by, note=note)
        gone = [change.key[1] for change in wanted if change.key[2:] == ("slug",) and change.new is ABSENT]
        Platform.objects.filter(slug__in=gone).delete()
        return True

    keep_rules(save)


@transaction.atomic
def publish(pending: ChangeSet, *, by, reason: str = "") -> None:
    """Make a pending change public. Raise Overtaken or Invalid when it no longer fits; do nothing to a decided one."""
    lock()
    pending.refresh_from_db()
    if pending.state == ChangeState.PENDING:
        apply(changes_of(pending.changes), by=pending.made_by or by, note=(pending.note or reason)[:300])
        _decide(pending, ChangeState.PUBLISHED, by, reason)


def decline(pending: ChangeSet, *, by, reason: str) -> None:
    """Decide against a pending change; it stays readable."""
    if pending.state == ChangeState.PENDING:
        _decide(pending, ChangeState.DECLINED, by, reason)


def _decide(pending: ChangeSet, state: ChangeState, by, reason: str) -> None:
    pending.state, pending.decided_by, pending.decision = state, by, reason[:300]
    pending.decided_at = timezone.now()
    pending.save()


@transaction.atomic
def undo(done: ChangeSet, *, by) -> ChangeSet:
    """Take a published change back, also a deletion; what came later of other keys stays. Return the new change."""
    lock()
    inverse = [Change(change.key, change.new, change.old) for change in changes_of(done.changes)]
    title = _("Undone: %(title)s") % {"title": done.title}
    apply(inverse, by=by, note=title[:300])
    return record(inverse, title=title, by=by)


def changesets_of(obj: Model) -> list[ChangeSet]:
    """Return the latest changes of a trait, feature, group, goal, guide or source, newest first."""
    kinds = {model: kind for kind, model in REMOVABLE.items()}
    key = [kinds.get(type(obj), ""), getattr(obj, "slug", "")]
    latest = ChangeSet.objects.select_related("made_by").order_by("-pk")[:MOST_SEARCHED]
    return [change for change in latest if any(one["key"][:2] == key for one in change.changes)]


def add_entries(changes: Iterable[Change], *, by, note: str, since: datetime) -> None:
    """Add an entry to the history of each platform whose cells a save took along, such as by deleting a trait.

    Without it the next editor of that platform would seem to have removed them.
    """
    slugs = {change.key[1] for change in changes if change.key[0] == "platforms"}
    for platform in Platform.objects.filter(slug__in=slugs):
        if not platform.history.filter(history_date__gte=since).exists():
            credit(platform, by=by, note=note[:300])
            platform.save()
