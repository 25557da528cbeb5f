"""What the heads of a comparison's columns open: platforms to put in one's place, or to add."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from platforms.addresses import comparison_path
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filters import Filters
from platforms.domain.comparing.selection import Selection
from platforms.domain.comparing.similar import closest
from platforms.searching import search_by_name

MOST = 6
"""How many platforms a search lists."""

LIKELY = 4
"""How many are offered without a search."""


@dataclass(frozen=True, slots=True)
class Slot:
    """The head of a column, or the room for one more."""

    platform: Platform | None
    path: str
    """Where its form leads."""
    fields: Sequence[tuple[str, str]]
    """What the form sends beside the search."""
    search: str
    choices: Sequence[tuple[Platform, str]]
    """Platforms with the path of the comparison that has them."""
    is_open: bool
    swap: str = ""
    remove: str = ""

    @property
    def key(self) -> str:
        return self.platform.slug if self.platform else "add"


def opened_slots(
    catalogue: Catalogue, selection: Selection, query: Mapping[str, Sequence[str]]
) -> tuple[list[Slot], Slot | None]:
    """Return the slot of each platform, and the one to add another while there is room."""
    search = Filters.parse({"q": query.get("q", ())}, catalogue=catalogue).search
    replacing = next((slug for slug in query.get("replace", ()) if slug in selection.slugs), "")
    is_adding = not replacing and "add" in query
    slots = []
    for slug in selection.slugs:
        is_open = slug == replacing
        wanted = search if is_open else ""
        found = _offered(catalogue, selection, wanted, like=[slug])
        slots.append(
            Slot(
                platform=catalogue.platform_by_slug[slug],
                path=comparison_path(Selection(selection.slugs)),
                fields=[*selection.pairs, ("replace", slug)],
                search=wanted,
                choices=[(other, comparison_path(selection.replaced(slug, other.slug))) for other in found],
                is_open=is_open,
                swap=comparison_path(selection.swapped(slug)),
                remove=comparison_path(selection.without(slug)),
            )
        )
    if not selection.has_room:
        return slots, None
    wanted = search if is_adding else ""
    found = _offered(catalogue, selection, wanted, like=selection.slugs)
    added = Slot(
        platform=None,
        path=comparison_path(Selection(selection.slugs)),
        fields=[*selection.pairs, ("add", "1")],
        search=wanted,
        choices=[(other, comparison_path(selection.adding(other.slug))) for other in found],
        is_open=is_adding,
    )
    return slots, added


def _offered(catalogue: Catalogue, selection: Selection, search: str, *, like: Iterable[str]) -> list[Platform]:
    """Return what a search finds, or the platforms most like those; none that is compared already."""
    if search:
        found = search_by_name(catalogue=catalogue, search=search)
        return [each for each in found if each.slug not in selection.slugs][:MOST]
    likes = [closest(catalogue, catalogue.platform_by_slug[slug], LIKELY + len(selection.slugs)) for slug in like]
    in_turn = {each.slug: each for row in zip(*likes, strict=False) for each in row if each.slug not in selection.slugs}
    return list(in_turn.values())[:LIKELY]
