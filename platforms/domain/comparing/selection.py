"""Query strings and paths as values, both ways: what is compared, how, and what is looked for.

Every value is canonical: equal states give equal addresses, in which defaults are left out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Kind

FEWEST, MOST = 2, 4
"""How many platforms stand side by side."""

LONGEST_SEARCH = 80

SPAN = re.compile(r"([0-4])-([0-4])")


class Show(StrEnum):
    ALL = "all"
    DIFFERENCES = "differences"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Selection:
    """Platforms side by side in the reader's order, with what is shown of them."""

    slugs: tuple[str, ...]
    show: Show = Show.ALL
    goals: tuple[str, ...] = ()
    """Sorted; the rows that matter for them come first."""

    @classmethod
    def parse(cls, path: str, query: Mapping[str, Iterable[str]], *, known_goals: Iterable[str]) -> "Selection":
        """From "a/b/c" and the lists of a query string; what makes no sense is dropped."""
        slugs = tuple(dict.fromkeys(part.strip().lower() for part in path.split("/") if part.strip()))
        shown = [value for value in query.get("show", ()) if value in list(Show)]
        known = set(known_goals)
        wanted = {goal for value in query.get("goals", ()) for goal in value.split(",") if goal in known}
        return cls(slugs, Show(shown[-1]) if shown else Show.ALL, tuple(sorted(wanted)))

    @property
    def path(self) -> str:
        return "/".join(self.slugs)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The keys and values of its query string; none for the defaults."""
        pairs = [("show", str(self.show))] if self.show is not Show.ALL else []
        return [*pairs, ("goals", ",".join(self.goals))] if self.goals else pairs

    @property
    def query(self) -> str:
        """Without a question mark; empty for the defaults. Slugs and commas need no quoting."""
        return "&".join([f"{key}={value}" for key, value in self.pairs])

    def of(self, slugs: Iterable[str]) -> "Selection":
        """The same of other platforms."""
        return Selection(tuple(slugs), self.show, self.goals)

    def under_current_names(self, catalogue: Catalogue) -> "Selection":
        """The same, where a slug that is another or a former name gives way to today's."""
        return self.of(dict.fromkeys([catalogue.slug_by_other_name.get(slug, slug) for slug in self.slugs]))

    def known_to(self, catalogue: Catalogue) -> "Selection":
        """Those of the platforms that the catalogue has."""
        return self.of([slug for slug in self.slugs if slug in catalogue.platform_by_slug])

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

    def with_(self, slug: str) -> "Selection":
        return self if slug in self.slugs else self.of((*self.slugs, slug))

    def without(self, slug: str) -> "Selection":
        return self.of([s for s in self.slugs if s != slug])

    def replaced(self, old: str, new: str) -> "Selection":
        return self.without(new)._renamed(old, new) if old != new else self

    def _renamed(self, old: str, new: str) -> "Selection":
        return self.of([new if s == old else s for s in self.slugs])

    def swapped(self, slug: str) -> "Selection":
        """With this platform one place to the left; the first goes to the end."""
        place = self.slugs.index(slug)
        order = list(self.slugs)
        order.insert(place - 1 if place else len(order), order.pop(place))
        return self.of(order)

    def showing(self, show: Show) -> "Selection":
        return Selection(self.slugs, show, self.goals)


class Sort(StrEnum):
    NAME = "name"
    SOCIAL_FIRST = "social-first"
    PROFESSIONAL_FIRST = "professional-first"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for among the platforms."""

    search: str = ""
    kinds: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    """The platform is good for all of them."""
    features: tuple[str, ...] = ()
    """All of them are needed, with yes or partly."""
    levels: tuple[tuple[str, int, int], ...] = ()
    """Trait, lowest and highest level; the platform's range has to meet it. Sorted by trait."""
    sort: Sort = Sort.NAME

    @classmethod
    def parse(cls, query: Mapping[str, Iterable[str]], *, catalogue: Catalogue) -> "Filters":
        """From the lists of a query string; what makes no sense is dropped. A trait's levels are written "1-3"."""
        search = " ".join(" ".join([*query.get("q", ())][-1:]).replace("\0", " ").split())[:LONGEST_SEARCH].strip()
        levels = []
        for slug in sorted(catalogue.trait_by_slug):
            found = [match for value in query.get(slug, ()) if (match := SPAN.fullmatch(value))]
            if found and (low := int(found[-1][1])) <= (high := int(found[-1][2])) and (low, high) != (0, 4):
                levels.append((slug, low, high))
        sorts = [value for value in query.get("sort", ()) if value in list(Sort)]
        return cls(
            search=search,
            kinds=tuple(kind for kind in Kind if kind in set(query.get("kind", ()))),
            goals=tuple(sorted({value for value in query.get("goal", ()) if value in catalogue.goal_by_slug})),
            features=tuple(sorted({v for v in query.get("feature", ()) if v in catalogue.feature_by_slug})),
            levels=tuple(levels),
            sort=Sort(sorts[-1]) if sorts else Sort.NAME,
        )

    @property
    def query(self) -> str:
        pairs = [("q", self.search)] if self.search else []
        pairs += [("kind", kind) for kind in self.kinds] + [("goal", slug) for slug in self.goals]
        pairs += [("feature", slug) for slug in self.features]
        pairs += [(slug, f"{low}-{high}") for slug, low, high in self.levels]
        if self.sort is not Sort.NAME:
            pairs.append(("sort", str(self.sort)))
        return urlencode(pairs)

    @property
    def active(self) -> bool:
        return bool(self.search or self.kinds or self.goals or self.features or self.levels)

    def without(self, key: str, value: str = "") -> "Filters":
        """One condition less: key is "search", "kinds", "goals", "features" or "levels" (value is the trait)."""
        if key == "search":
            return replace(self, search="")
        if key == "kinds":
            return replace(self, kinds=tuple(kind for kind in self.kinds if kind != value))
        if key == "goals":
            return replace(self, goals=tuple(slug for slug in self.goals if slug != value))
        if key == "levels":
            return replace(self, levels=tuple(level for level in self.levels if level[0] != value))
        return replace(self, features=tuple(slug for slug in self.features if slug != value))
