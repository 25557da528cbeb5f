"""Changes of a document as JSON and back, with the type of each key."""

from collections.abc import Iterable
from typing import Any

import msgspec

from platforms.domain.document.audience import PARTS
from platforms.domain.document.merging import ABSENT, Change, Key
from platforms.domain.document.parts import (
    FeaturePart,
    GoalPart,
    GroupPart,
    GuidePart,
    SourcePart,
    TraitPart,
    TranslationPart,
)
from platforms.domain.document.platform_part import FactPart, PlatformPart, RatingPart, SupportPart, UsePart

TYPES: dict[str, Any] = {
    "traits": TraitPart,
    "groups": GroupPart,
    "features": FeaturePart,
    "goals": GoalPart,
    "guides": GuidePart,
    "sources": SourcePart,
    "translations": TranslationPart,
}
CELLS: dict[str, Any] = {"facts": FactPart, "ratings": RatingPart, "support": SupportPart, "uses": UsePart}
FIELDS = {field.name: field.type for field in msgspec.structs.fields(PlatformPart)}


def tree_of(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """Return changes as JSON holds them; without "old" or "new" where there was or will be nothing."""
    return [
        {"key": list(change.key)}
        | {
            name: msgspec.to_builtins(value)
            for name, value in (("old", change.old), ("new", change.new))
            if value is not ABSENT
        }
        for change in changes
    ]


def changes_of(tree: Iterable[dict[str, Any]]) -> tuple[Change, ...]:
    """Return the changes that `tree_of` wrote. Raise msgspec.ValidationError when a type doesn't fit."""
    return tuple(
        Change(key, _value(key, one.get("old", ABSENT)), _value(key, one.get("new", ABSENT)))
        for one in tree
        for key in [tuple(one["key"])]
    )


def _value(key: Key, value: Any) -> Any:
    return value if value is ABSENT else msgspec.convert(value, _type_of(key))


def _type_of(key: Key) -> Any:
    if key[0] != "platforms":
        return TYPES[key[0]]
    if key[2] == "audience":
        return PARTS[key[3]]
    return CELLS[key[2]] if key[2] in CELLS else FIELDS[key[2]]
