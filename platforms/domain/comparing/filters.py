"""What is looked for among the platforms, as a value and as a query string, both ways."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Kind

LONGEST_SEARCH = 80

SPAN = re.compile(r"([0-4])-([0-4])")


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
        """Parse the lists of a query string; drop what makes no sense. A trait's levels are written "1-3"."""
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
        """Return it without a condition: "search", "kinds", "goals", "features" or "levels" (value is the trait)."""
        if key == "search":
            return replace(self, search="")
        if key == "levels":
            return replace(self, levels=tuple(level for level in self.levels if level[0] != value))
        others: dict[str, Any] = {key: tuple(slug for slug in getattr(self, key) if slug != value)}
        return replace(self, **others)
