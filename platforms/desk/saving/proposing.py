"""A save at the desk: public at once, or a change that waits for a publisher; recorded either way."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from platforms.desk.saving.responses import drop_messages, is_redirect
from platforms.domain.document.merging import ABSENT, Change, Key
from platforms.models.revision import lock
from platforms.storage import changesets
from platforms.storage.document.keeping import keep_rules

DECISIONS = ("_publish", "_draft", "post")
"""What the buttons of publishers send: deciding is the save itself."""


def save_or_propose(
    request: HttpRequest, view: Callable[[], HttpResponse], *, title: str, is_recorded: bool = False
) -> HttpResponse:
    """Save by the rules and record it, or roll it back and propose it where it needs a publisher. Raise Invalid.

    Changes of one platform are in its own history, and recorded again only where `is_recorded`.
    """
    began = timezone.now()
    with transaction.atomic():
        lock()
        before = changesets.flat()
        response = keep_rules(view, is_saved=is_redirect)
        changes = changesets.between(before, changesets.flat()) if is_redirect(response) else ()
        note = request.POST.get("change-note", request.POST.get("save-note", ""))[:300]
        waits = needs_approval(request, before, changes)
        if waits:
            transaction.set_rollback(True)
        elif changes and (is_recorded or any(change.key[0] != "platforms" for change in changes)):
            changesets.record(changes, title=title, by=request.user, note=note)
            changesets.add_entries(changes, by=request.user, note=title, since=began)
    if not waits:
        return response
    drop_messages(request)
    pending = changesets.propose(changes, title=title, by=request.user, note=note)
    messages.success(request, _("Your change waits for a publisher. Nothing public has changed yet."))
    return redirect("admin:platforms_changeset_change", pending.pk)


def needs_approval(request: HttpRequest, before: dict[Key, Any], changes: tuple[Change, ...]) -> bool:
    """Tell whether a save would change what the public sees, without being a publisher's decision."""
    if settings.DIRECT_PUBLISHING or not changes:
        return False
    decides = any(name in request.POST for name in DECISIONS)
    if decides and request.user.has_perm("platforms.publish_platform"):
        return False
    return touches_public(before, changes)


def touches_public(before: dict[Key, Any], changes: Iterable[Change]) -> bool:
    """Tell whether changes are of something that the public sees."""
    cited = _publicly_cited(before)
    return any(_is_public(change.key, before, cited) for change in changes)


def _is_public(key: Key, before: dict[Key, Any], cited: set[str]) -> bool:
    kind, slug = key[:2]
    if kind == "platforms":
        return before.get((kind, slug, "published"), False) and not before.get((kind, slug, "withdrawn"), False)
    if kind == "translations":
        return True
    old = before.get(key, ABSENT)
    if old is ABSENT:
        return False  # new ones begin as drafts, and nothing cites a new source yet
    if kind == "sources":
        return slug in cited
    if kind == "groups":
        return any(each[0] == "features" and part.group == slug and not part.draft for each, part in before.items())
    return not old.draft


def _publicly_cited(before: dict[Key, Any]) -> set[str]:
    """Return the slugs of sources that public platforms cite."""
    cited: set[str] = set()
    for key, value in before.items():
        if key[0] == "platforms" and _is_public(key, before, set()):
            parts = value if isinstance(value, tuple) else (value,)
            cited |= {slug for part in parts for slug in getattr(part, "sources", ())}
    return cited
