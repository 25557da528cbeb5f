"""The interface's texts: every text marked for translation in code and templates, without those for editors alone.

Only the command `translations` and the tests use this module.
"""

import ast
import re
from collections.abc import Iterator
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from django.conf import settings
from django.utils.translation.template import templatize

from platforms.translations import files

DESK = (
    "templates/admin", "templates/styleguide",
    "platforms/admin", "platforms/desk", "platforms/models", "platforms/management",
    "platforms/storage/history", "platforms/storage/publication", "platforms/storage/document",
    "platforms/storage/decisions",
)  # fmt: skip
"""Files with texts for editors and developers alone: marked, but English in every language."""

KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}

_TEXT = r"""\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\({_TEXT}(?:\s*,{_TEXT})?(?:\s*,{_TEXT})?", re.DOTALL)
"""A call as Django's `templatize` writes it for each translation tag."""


def texts() -> Catalog:
    """Return every marked text that visitors can see, with the files that hold it."""
    messages = files.empty(None)
    for name, text, context in marked():
        if not name.startswith(DESK):
            flags = ["python-format"] if "%(" in str(text) or "%%" in str(text) else []
            messages.add(text, locations=[(name, None)], context=context, flags=flags)  # type: ignore[list-item]
    return messages


def marked() -> Iterator[tuple[str, str | tuple[str, str], str | None]]:
    """Yield file, text (or singular and plural) and context of every marked text in code and templates."""
    for folder in ("platforms", "compare_site"):
        for path in sorted((settings.BASE_DIR / folder).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            name = path.relative_to(settings.BASE_DIR).as_posix()
            for _line, text, _comments, context in extract_from_file("python", path, keywords=KEYWORDS):
                yield name, text if isinstance(text, str) else (text[0], text[1]), context
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.*")):
        yield from _in_template(path.relative_to(settings.BASE_DIR).as_posix(), path.read_text("utf-8"))


def _in_template(name: str, source: str) -> Iterator[tuple[str, str | tuple[str, str], str | None]]:
    for call in CALL.finditer(templatize(source)):
        kind, *strings = call.groups()
        texts = [ast.literal_eval(text) for text in strings if text]
        context = texts.pop(0) if "p" in kind.removesuffix("gettext") else None
        yield name, (texts[0], texts[1]) if kind.startswith("n") else texts[0], context
