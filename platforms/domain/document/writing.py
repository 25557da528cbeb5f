"""Write the catalogue document as TOML files."""

import datetime
from typing import Any

import msgspec
import tomli_w

from platforms.domain.document.parts import Document
from platforms.domain.document.types import VERSION


def write_files(document: Document) -> dict[str, str]:
    """Return the files of a document. A source of one platform alone stands in that platform's file."""
    users: dict[str, set[str]] = {slug: set() for slug in document.sources}
    for platform in document.platforms:
        for _, sources in platform.cited():
            for source in sources:
                users[source].add(platform.slug)
    files = {
        "catalogue.toml": {"version": VERSION},
        "traits.toml": {"traits": _tree(document.traits)},
        "features.toml": {"groups": _tree(document.groups), "features": _tree(document.features)},
        "goals.toml": {"goals": _tree(document.goals)},
    }
    shared = {slug: source for slug, source in document.sources.items() if len(users[slug]) != 1}
    if shared:
        files["sources.toml"] = {"sources": _tree(shared)}
    if document.translations:
        files["translations.toml"] = {"translations": _tree(dict(sorted(document.translations.items())))}
    for platform in document.platforms:
        own = {slug: source for slug, source in document.sources.items() if users[slug] == {platform.slug}}
        files[f"platforms/{platform.slug}.toml"] = _tree(platform) | ({"sources": _tree(own)} if own else {})
    texts = {name: tomli_w.dumps(tree, multiline_strings=False) for name, tree in files.items()}
    for guide in document.guides:
        texts[f"guides/{guide.slug}.toml"] = tomli_w.dumps(_tree(guide), multiline_strings=True)
    return texts


def _tree(part: Any) -> Any:
    return _without_empty(msgspec.to_builtins(part, builtin_types=(datetime.date,)))


def _without_empty(value: Any) -> Any:
    """Return a tree without what TOML has no word for (None), and without an audience of which nothing is known."""
    if isinstance(value, dict):
        said = {str(key): inner for key, inner in value.items() if inner is not None}
        return {key: _without_empty(inner) for key, inner in said.items() if (key, inner) != ("audience", {})}
    if isinstance(value, (list, tuple)):
        return [_without_empty(inner) for inner in value]
    return value
