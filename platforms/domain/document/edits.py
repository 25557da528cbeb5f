"""Two states of a platform: what differs by cell, and how an edit fits on what somebody else saved meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass

from platforms.domain.document.merging import ABSENT, Change, Key, flatten, unflatten
from platforms.domain.document.parts import Document
from platforms.domain.document.platform_part import PlatformPart

PUBLICATION = ("published", "withdrawn")
"""Not an editor's to change by saving."""


@dataclass(frozen=True, slots=True)
class Rebase:
    theirs: tuple[Change, ...]
    """What changed in storage since the editor opened the page."""
    both: frozenset[Key]
    """Keys that both changed, differently."""
    merged: PlatformPart
    """The editor's input, with their changes wherever the editor made none."""


def differences(old: PlatformPart | None, new: PlatformPart) -> tuple[Change, ...]:
    """Return what differs by key, in the document's order; everything when there is no old state."""
    before, after = _flat(old), _flat(new)
    return tuple(
        Change(key, before.get(key, ABSENT), after.get(key, ABSENT))
        for key in dict.fromkeys([*after, *before])
        if before.get(key, ABSENT) != after.get(key, ABSENT)
    )


def rebase(*, base: PlatformPart, current: PlatformPart, mine: PlatformPart) -> Rebase:
    """Merge what somebody else saved meanwhile; where both changed a key, the editor's stays to be decided."""
    theirs = tuple(change for change in differences(base, current) if change.key[2] not in PUBLICATION)
    own = {change.key: change.new for change in differences(base, mine)}
    flat = _flat(current)
    for key, value in own.items():
        if key[2] in PUBLICATION:
            continue
        if value is ABSENT:
            flat.pop(key, None)
        else:
            flat[key] = value
    both = frozenset(change.key for change in theirs if change.key in own and own[change.key] != change.new)
    return Rebase(theirs, both, unflatten(flat).platforms[0])


def restored(part: PlatformPart, *, keys: Iterable[Key], from_part: PlatformPart) -> PlatformPart:
    """Return the part with these keys as another one has them."""
    flat, other = _flat(part), _flat(from_part)
    for key in keys:
        flat.pop(key, None)
        if key in other:
            flat[key] = other[key]
    return unflatten(flat).platforms[0]


def _flat(part: PlatformPart | None) -> dict:
    return flatten(Document(platforms=(part,))) if part else {}
