"""A release of the open data: what changed since the one before, as Markdown."""

import datetime
from collections.abc import Callable, Iterator

from platforms.domain.catalogue.changes import Changed
from platforms.domain.catalogue.editions import since
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue


def changelog(
    *,
    old: Catalogue | None,
    new: Catalogue,
    day: datetime.date,
    title: Callable[[Catalogue, str], str],
    value: Callable[[Catalogue, Changed, object], str],
) -> str:
    """Return the changes between two releases; `title` names a cell, `value` puts what it holds into words."""
    lines = [f"# Open data of {day:%Y-%m-%d}", "", f"Revision {new.revision}, {len(new.platforms)} platforms.", ""]
    if old is None:
        return "\n".join([*lines, "The first release.", ""])
    changes = since(old=old, new=new)
    lines += _names("Added", changes.added)
    lines += _names("Gone", changes.gone)
    facts = list(_facts(new, changes.facts, title, value))
    return "\n".join([*lines, *(["## Facts that changed", "", *facts] if facts else ["No fact changed."]), ""])


def _names(heading: str, platforms: tuple[Platform, ...]) -> list[str]:
    return [f"## {heading}", "", *(f"- {platform.name}" for platform in platforms), ""] if platforms else []


def _facts(catalogue: Catalogue, facts: tuple[tuple[Platform, Changed], ...], title, value) -> Iterator[str]:
    for platform, fact in facts:
        before, after = value(catalogue, fact, fact.old), value(catalogue, fact, fact.new)
        yield f"- {platform.name}, {title(catalogue, fact.key)}: {before} → {after}"
