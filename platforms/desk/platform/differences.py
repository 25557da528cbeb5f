"""Differences between two states of a platform, as text, cell by cell."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from platforms.domain.document.audience import EVIDENCE, PARTS
from platforms.domain.document.merging import Change
from platforms.domain.document.platform_part import UsePart
from platforms.domain.people import Audience
from platforms.domain.vocabulary import Subject
from platforms.models import Feature, Goal, Trait
from platforms.words import LABELS, audience_name, audience_text, use_word

AUDIENCE = tuple(PARTS.values())


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that changed."""

    key: str
    """The key's parts after the platform, with dots: "support.photos"."""
    name: str
    lines: tuple[tuple[str, str, str], ...]
    """Field, before, after; the field is empty where the whole cell is one text."""


def describe(changes: Iterable[Change]) -> list[Difference]:
    """Return a difference for each change; three queries, for the names of traits, features and goals."""
    names: dict[tuple[str, ...], str] = {}
    names |= {("ratings", slug): name for slug, name in Trait.objects.values_list("slug", "name")}
    names |= {("support", slug): name for slug, name in Feature.objects.values_list("slug", "name")}
    use = _("Use for “%(goal)s”")
    names |= {("uses", slug): use % {"goal": name} for slug, name in Goal.objects.values_list("slug", "wording")}
    names |= {("audience", subject.value): audience_name(subject) for subject in Audience}
    names |= {("facts", subject.value): str(LABELS[subject]) for subject in Subject}
    return [
        Difference(".".join(key), names.get(key) or " ".join(key).replace("_", " ").capitalize(), tuple(_lines(change)))
        for change in changes
        if (key := change.key[2:])
    ]


def _lines(change: Change) -> Iterable[tuple[str, str, str]]:
    old, new = _fields(change.old), _fields(change.new)
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield name.replace("_", " "), _text(old.get(name)), _text(new.get(name))


def _fields(value: Any) -> dict[str, Any]:
    if isinstance(value, UsePart):
        return msgspec.structs.asdict(value) | {"level": use_word(value.level)}
    if isinstance(value, AUDIENCE):
        return {"": audience_text(value)} | {name: getattr(value, name) for name in EVIDENCE}
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.asdict(value)
    if isinstance(value, tuple) and value and isinstance(value[0], msgspec.Struct):
        return {"": "\n".join(_one_line(part) for part in value)}
    return {"": value} if isinstance(value, str | bool | tuple) else {}


def _one_line(part: msgspec.Struct) -> str:
    return " · ".join(_text(value) for value in msgspec.structs.asdict(part).values() if value not in ("", None, ()))


def _text(value: Any) -> str:
    if value is None or value in ("", ()):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)
