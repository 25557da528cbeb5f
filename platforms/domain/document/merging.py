"""Loading a newer shipped catalogue over one that editors have changed since: a three-way merge by key.

Base is what was loaded last, mine what is stored now, theirs what is being loaded. A key that the editors left alone
follows theirs; one that they changed stays mine unless told otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from platforms.domain.document.parts import Document, SourcePart
from platforms.domain.document.platform_part import AudiencePart, PlatformPart

Key = tuple[str, ...]
"""Such as ("platforms", "linkedin", "support", "photos") or ("goals", "career")."""

TOPS = ("traits", "groups", "features", "goals", "guides")
"""What stands beside the platforms and their sources, each with a slug and an order."""

CELLS = ("facts", "ratings", "support", "uses", "audience")

NAMED_BY = {"ratings": "traits", "support": "features", "uses": "goals"}
"""What the keys of these cells are slugs of."""


YOUNG = ("uses", "audience")
"""Cells of a platform that documents of earlier releases are silent about."""

LOOKS = ("glyph", "monogram")
"""How a platform is drawn, which they are silent about too; no news for a reader."""


class Absent:
    def __repr__(self) -> str:
        return "nothing"


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class Change:
    key: Key
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Merge:
    document: Document
    changes: tuple[Change, ...]
    """What differs from mine."""
    preserved: tuple[Change, ...]
    """Editors' changes that stay: old is mine, new is what theirs would have made of it."""


def merge(*, base: Document, mine: Document, theirs: Document, overwrite: bool = False) -> Merge:
    """Return what to store. With `overwrite`, theirs wins wherever it says something."""
    flat_mine = flatten(mine)
    flat_base = _with_latest_check(flatten(base), flat_mine)
    flat_theirs = _with_latest_check(flatten(theirs), flat_mine)
    merged: dict[Key, Any] = {}
    changes: list[Change] = []
    preserved: list[Change] = []
    for key in dict.fromkeys([*flat_theirs, *flat_mine]):
        old, new, shipped = (flat.get(key, ABSENT) for flat in (flat_mine, flat_theirs, flat_base))
        if old == new:
            result = old
        elif old == shipped or (overwrite and new is not ABSENT):
            result = new
            changes.append(Change(key, old, new))
        else:
            result = old
            if new != shipped:
                preserved.append(Change(key, old, new))
        if result is not ABSENT:
            merged[key] = result
    needed = {key for key in _referred_to(merged) if key not in merged and key in flat_mine}
    merged |= {key: flat_mine[key] for key in needed}
    return Merge(unflatten(merged), tuple(change for change in changes if change.key not in needed), tuple(preserved))


def completed(document: Document, other: Document) -> Document:
    """Return an earlier release's document with the fields that it is silent about as another document has them.

    One that has such a field of any platform is of this release, and stays as it is.
    """
    if any(list(getattr(platform, name).items()) for platform in document.platforms for name in YOUNG):
        return document
    known = {platform.slug: platform for platform in other.platforms}
    return msgspec.structs.replace(
        document,
        platforms=tuple(
            msgspec.structs.replace(part, **{name: getattr(known[part.slug], name) for name in YOUNG})
            if part.slug in known
            else part
            for part in document.platforms
        ),
    )


def _with_latest_check(flat: Mapping[Key, Any], mine: Mapping[Key, Any]) -> dict[Key, Any]:
    """With the day on which mine last reached each URL, or a later one: no editor's change, and never taken back."""
    reached = {}
    for key, value in flat.items():
        own = mine.get(key)
        if isinstance(value, SourcePart) and isinstance(own, SourcePart) and own.url == value.url and own.reachable_on:
            day = max(own.reachable_on, value.reachable_on or own.reachable_on)
            reached[key] = msgspec.structs.replace(value, reachable_on=day)
    return {**flat, **reached}


def _referred_to(flat: Mapping[Key, Any]) -> Iterator[Key]:
    """What the cells and goals of a document name; an editor's cell keeps what it rests on."""
    for key, value in flat.items():
        match key:
            case ("platforms", _, "ratings" | "support" | "uses" as field, cell):
                yield NAMED_BY[field], cell
                yield from (("sources", slug) for slug in value.sources)
            case ("platforms", _, "facts" | "audience", _):
                yield from (("sources", slug) for slug in value.sources)
            case ("platforms", _, "figures" | "tips"):
                yield from (("sources", slug) for part in value for slug in part.sources)
            case ("goals", _):
                yield from (("features", need.feature) for need in value.needs if need.feature)
                yield from (("traits", need.trait) for need in value.needs if need.trait)


def flatten(document: Document) -> dict[Key, Any]:
    """Return every key with its value; a platform comes apart into its fields and cells."""
    flat: dict[Key, Any] = {}
    for name in TOPS:
        flat |= {(name, part.slug): part for part in getattr(document, name)}
    flat |= {("sources", slug): source for slug, source in document.sources.items()}
    flat |= {("translations", slug): translation for slug, translation in document.translations.items()}
    for platform in document.platforms:
        for field in msgspec.structs.fields(PlatformPart):
            value = getattr(platform, field.name)
            if field.name in CELLS:
                flat |= {("platforms", platform.slug, field.name, str(key)): cell for key, cell in value.items()}
            else:
                flat[("platforms", platform.slug, field.name)] = value
    return flat


def unflatten(flat: Mapping[Key, Any]) -> Document:
    """Return the document of a flat one. A platform whose own fields are gone takes its cells with it."""
    tops: dict[str, list] = {name: [] for name in TOPS}
    sources: dict[str, Any] = {}
    translations: dict[str, Any] = {}
    platforms: dict[str, dict[str, Any]] = {}
    for key, value in flat.items():
        match key:
            case ("sources", slug):
                sources[slug] = value
            case ("translations", slug):
                translations[slug] = value
            case ("platforms", slug, field):
                platforms.setdefault(slug, {})[field] = value
            case ("platforms", slug, field, cell):
                platforms.setdefault(slug, {}).setdefault(field, {})[cell] = value
            case (name, _):
                tops[name].append(value)
    return Document(
        **{name: tuple(sorted(parts, key=lambda part: (part.order, part.slug))) for name, parts in tops.items()},
        platforms=tuple(_platform_part(platforms[slug]) for slug in sorted(platforms) if "slug" in platforms[slug]),
        sources=dict(sorted(sources.items())),
        translations=dict(sorted(translations.items())),
    )


def _platform_part(fields: dict[str, Any]) -> PlatformPart:
    return PlatformPart(**fields | {"audience": AudiencePart(**fields.get("audience", {}))})
