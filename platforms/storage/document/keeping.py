"""Keep the rules in storage: refuse every write that no dump could load again, in the same words."""

from collections.abc import Callable

import msgspec
from django.db import transaction
from django.utils import timezone

from platforms.domain.document.checks import check
from platforms.domain.document.merging import flatten
from platforms.domain.document.problems import Invalid, Problem
from platforms.domain.document.rules import unrated_cores
from platforms.models.revision import lock
from platforms.storage.document.stored import stored


def keep_rules[T](save: Callable[[], T], *, is_saved: Callable[[T], bool] = bool) -> T:
    """Save in one transaction and return what `save` returns.

    Raise Invalid, with nothing saved, when something stored breaks a rule that it didn't break before.
    """
    problems: list[Problem] = []
    with transaction.atomic():
        lock()
        result = save()
        if is_saved(result) and (problems := stored_problems()):
            transaction.set_rollback(True)
    if problems:
        before = set(stored_problems())
        if new := [problem for problem in problems if problem not in before]:
            raise Invalid(new)
        with transaction.atomic():  # what was wrong before is no reason against this save
            lock()
            result = save()
    return result


def stored_problems() -> list[Problem]:
    """Return what is wrong with what is stored: by the types of its parts, then by the rules."""
    document = stored()
    problems = []
    for key, value in flatten(document).items():
        if isinstance(value, msgspec.Struct):
            try:
                msgspec.convert(msgspec.to_builtins(value), type(value))
            except msgspec.ValidationError as error:
                reason, _, path = str(error).partition(" - at `$")
                field = path.strip("`.").partition("[")[0].partition(".")[0]
                problems.append(Problem("/".join(key), field, reason, key[:2], field))
    return problems or [*check(document, today=timezone.now().date()), *unrated_cores(document)]
