"""The parts of an answer as the page shows them: the first platforms in rows, the others as names."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.search.searching import Found
from platforms.domain.search.sections import Part, Section
from platforms.found_words import line, section_title
from platforms.views.pagination import ON_A_PAGE

IN_ROWS = {Part.NAMED: 5, Part.YES: 5, Part.PARTLY: 2}
"""How many platforms of a part have a line of their own; the others are names behind a tap."""

FEW = 2
"""Nothing is folded away for so few more."""

NAMES_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """A part of the answer as it is shown."""

    section: Section
    title: str
    rows: Sequence[tuple[Platform, str]]
    """Platforms with a line each."""
    names: Sequence[Platform]
    """Platforms that show at once, by name."""
    more: Sequence[Platform]
    """Platforms behind a tap."""
    left_out: int
    """How many more there are than a page holds."""


def shown(catalogue: Catalogue, section: Section, found: Found, page: Page) -> Shown:
    """Return a part with its first platforms in rows; all of them where nothing was asked."""
    platforms = tuple(page.object_list) if section.part is Part.YES else section.platforms[:ON_A_PAGE]
    in_rows = IN_ROWS.get(section.part, 0) if found.filters.conditions or section.part is not Part.YES else ON_A_PAGE
    if len(platforms) <= in_rows + FEW:
        in_rows = len(platforms) if in_rows else 0
    at_once = 0 if section.is_folded or in_rows else NAMES_AT_ONCE
    rest = platforms[in_rows:]
    return Shown(
        section,
        section_title(section),
        [(platform, line(catalogue, platform, found)) for platform in platforms[:in_rows]],
        rest[:at_once],
        rest[at_once:],
        0 if section.part is Part.YES else len(section.platforms) - len(platforms),
    )
