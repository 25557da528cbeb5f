"""Differences of any kind of key as text: of platforms by cell, of other kinds by field."""

from typing import Any

import msgspec
from django.utils.translation import gettext as _

from platforms.desk.platform.differences import Difference, describe
from platforms.domain.document.merging import ABSENT, Change


def differences_of(changes: Any) -> list[Difference]:
    """Return a difference for each change, of platforms by cell and of other kinds by field."""
    differences = []
    for change in changes:
        if change.key[0] == "platforms":
            found = describe([change])
            name = f"{change.key[1]}: "
            differences += [Difference(one.key, name + one.name, one.lines) for one in found]
        else:
            differences.append(Difference("/".join(change.key), " ".join(change.key), _lines(change)))
    return differences


def _lines(change: Change) -> tuple[tuple[str, str, str], ...]:
    old, new = ({} if value is ABSENT else msgspec.to_builtins(value) for value in (change.old, change.new))
    return tuple(
        (name.replace("_", " "), _text(old.get(name)), _text(new.get(name)))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    )


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_text(one) for one in value)
    if isinstance(value, dict):
        return " · ".join(str(one) for one in value.values() if one not in ("", None))
    return _("nothing") if value in ("", None) else str(value)
