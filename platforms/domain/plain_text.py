"""Text that every format can hold: no control characters, which XML and workbooks refuse, and no formula."""

import re
from typing import Any

_CONTROL = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
_BREAKS = "\x0b\x0c\x1c-\x1f\x85"

UNREADABLE = re.compile(f"[{_CONTROL}{_BREAKS}]")
"""All but tab, line feed and carriage return."""


def plain(text: str) -> str:
    """Return a text without control characters; one that breaks lines becomes a space."""
    if text.isprintable():
        return text
    return re.sub(f"[{_CONTROL}]", "", re.sub(f"[{_BREAKS}]", " ", text))


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula: some skip white space and line breaks before it."""
    return text[:1] in ("\t", "\r", "\n") or text.lstrip()[:1] in ("=", "+", "-", "@")


def unreadable_in(tree: Any, path: str = "") -> list[str]:
    """Return the paths of all texts with a control character in lists and dictionaries, keys too."""
    if isinstance(tree, str):
        return [path] if not tree.isprintable() and UNREADABLE.search(tree) else []
    if isinstance(tree, dict):
        found = [f"{path}.{plain(key)}" for key in tree if isinstance(key, str) and UNREADABLE.search(key)]
        pairs = [(f"{path}.{key}".lstrip("."), value) for key, value in tree.items()]
    elif isinstance(tree, (list, tuple)):
        found, pairs = [], [(f"{path}[{number}]", value) for number, value in enumerate(tree)]
    else:
        return []
    return found + [each for where, value in pairs for each in unreadable_in(value, where)]
