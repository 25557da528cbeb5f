"""Bring the rows of an earlier release under today's rules, once its tables are upgraded."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from platforms.domain.document.mending import mend, with_rated_cores
from platforms.domain.document.merging import ABSENT, Change, flatten
from platforms.domain.document.problems import Problem
from platforms.models.revision import lock
from platforms.storage.document.stored import stored
from platforms.storage.document.write import write

FIRST = ("platforms", "0011_drafts")
"""The migration since which there are drafts."""


def mend_stored() -> list[Problem]:
    """Make drafts of what breaks a rule, and return why; one entry in the history of each platform that changes."""
    with transaction.atomic():
        lock()
        mine = stored()
        mended, problems = mend(mine, today=timezone.now().date())
        mended, cores = with_rated_cores(mended)
        before, after = flatten(mine), flatten(mended)
        changes = [Change(key, before.get(key, ABSENT), new) for key, new in after.items() if before.get(key) != new]
        if changes:
            write(mended, changes, note="Brought under the rules of a new release")
    return [*problems, *cores]


def mend_after_upgrade(*, plan: Sequence = (), stdout=None, **_signal) -> None:
    """Mend what is stored when an upgrade brings the rules; name what became a draft."""
    if FIRST not in {(migration.app_label, migration.name) for migration, _is_backwards in plan}:
        return
    for problem in mend_stored():
        sentence = f"Now a draft, or mended: {problem}"
        if stdout is None:
            logging.getLogger("platforms").warning(sentence)
        else:
            stdout.write(f"{sentence}\n")
