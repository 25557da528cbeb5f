"""The platforms side by side and how they are shown, from the path and query string and back.

Equal selections give equal addresses, in which defaults are left out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from platforms.domain.catalogue.values import Catalogue

FEWEST, MOST = 2, 4
"""How many platforms stand side by side."""

MOST_ROWS = 4
"""How many rows can be asked for."""


class Show(StrEnum):
    GLANCE = "glance"
    """The rows that decide."""
    ALL = "all"
    DIFFERENCES = "differences"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Selection:
    """Platforms side by side in the reader's order, with what is shown of them."""

    slugs: tuple[str, ...]
    show: Show = Show.GLANCE
    goals: tuple[str, ...] = ()
    """Sorted; the rows that matter for them come first."""
    rows: tuple[str, ...] = ()
    """Keys of traits and features that somebody searched for; their rows are among those that decide."""

    @classmethod
    def parse(
        cls,
        path: str,
        query: Mapping[str, Iterable[str]],
        *,
        known_goals: Iterable[str],
        known_rows: Collection[str] = (),
    ) -> "Selection":
        """Parse "a/b/c" and the lists of a query string; drop what makes no sense."""
        slugs = tuple(dict.fromkeys(part.strip().lower() for part in path.split("/") if part.strip()))
        shown = [value for value in query.get("show", ()) if value in list(Show)]
        known = set(known_goals)
        wanted = {goal for value in query.get("goals", ()) for goal in value.split(",") if goal in known}
        rows = {row for value in query.get("rows", ()) for row in value.split(",") if row in known_rows}
        show = Show(shown[-1]) if shown else Show.GLANCE
        return cls(slugs, show, tuple(sorted(wanted)), tuple(sorted(rows)[:MOST_ROWS]))

    @property
    def path(self) -> str:
        return "/".join(self.slugs)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The keys and values of its query string; none for the defaults."""
        pairs = [("show", str(self.show))] if self.show is not Show.GLANCE else []
        return pairs + [(key, ",".join(keys)) for key, keys in (("goals", self.goals), ("rows", self.rows)) if keys]

    @property
    def query(self) -> str:
        """Without a question mark; empty for the defaults. Slugs and commas need no quoting."""
        return "&".join([f"{key}={value}" for key, value in self.pairs])

    def with_slugs(self, slugs: Iterable[str]) -> "Selection":
        """Return the same selection of other platforms."""
        return replace(self, slugs=tuple(slugs))

    def with_current_slugs(self, catalogue: Catalogue) -> "Selection":
        """Replace slugs that are another or a former name by today's."""
        return self.with_slugs(dict.fromkeys(map(catalogue.current_slug, self.slugs)))

    def known_to(self, catalogue: Catalogue) -> "Selection":
        """Keep the platforms that the catalogue has."""
        return self.with_slugs([slug for slug in self.slugs if slug in catalogue.platform_by_slug])

    @property
    def canonical(self) -> "Selection":
        """The one among the equivalent orders that search engines shall keep: by slug, everything shown."""
        return Selection(tuple(sorted(self.slugs)))

    @property
    def is_comparable(self) -> bool:
        return FEWEST <= len(self.slugs) <= MOST

    @property
    def has_room(self) -> bool:
        return len(self.slugs) < MOST

    def adding(self, slug: str) -> "Selection":
        return self if slug in self.slugs else self.with_slugs((*self.slugs, slug))

    def without(self, slug: str) -> "Selection":
        return self.with_slugs([s for s in self.slugs if s != slug])

    def replaced(self, old: str, new: str) -> "Selection":
        others = self if old == new else self.without(new)
        return others.with_slugs([new if slug == old else slug for slug in others.slugs])

    def swapped(self, slug: str) -> "Selection":
        """Move a platform one place to the left; the first goes to the end."""
        place = self.slugs.index(slug)
        order = list(self.slugs)
        order.insert(place - 1 if place else len(order), order.pop(place))
        return self.with_slugs(order)

    def showing(self, show: Show) -> "Selection":
        return replace(self, show=show)
