"""What is looked for among the platforms, as a value and as a query string, both ways."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.conditions import Condition
from platforms.domain.countries import CODES
from platforms.domain.matching.admission import AGE_BANDS
from platforms.domain.people import Field
from platforms.domain.vocabulary import Kind

LONGEST_SEARCH = 80

SPAN = re.compile(r"([0-4])-([0-4])")
AGE = re.compile(r"[0-9]|[1-9][0-9]")


class Sort(StrEnum):
    BEST = "best"
    """What serves the conditions best; A to Z without conditions."""
    NAME = "name"
    PEOPLE = "people"
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
    """The platform is used for all of them."""
    features: tuple[str, ...] = ()
    """All of them are needed, with yes or partly."""
    levels: tuple[tuple[str, int, int], ...] = ()
    """Trait, lowest and highest level; the platform's range has to meet it. Sorted by trait."""
    age: str = ""
    """One of AGE_BANDS, or a number of years."""
    country: str = ""
    """A code of ISO 3166."""
    field: str = ""
    """A field of work that the platform is made for."""
    sort: Sort = Sort.BEST

    @classmethod
    def parse(cls, query: Mapping[str, Iterable[str]], *, catalogue: Catalogue) -> "Filters":
        """Parse the lists of a query string; drop what makes no sense. A trait's levels are written "1-3"."""

        def known(key: str, values: Iterable[str]) -> list[str]:
            return [value for value in query.get(key, ()) if value in values]

        levels = []
        for slug in sorted(catalogue.trait_by_slug):
            found = [match for value in query.get(slug, ()) if (match := SPAN.fullmatch(value))]
            if found and (low := int(found[-1][1])) <= (high := int(found[-1][2])) and (low, high) != (0, 4):
                levels.append((slug, low, high))
        ages = [value for value in query.get("age", ()) if value in AGE_BANDS or AGE.fullmatch(value)]
        return cls(
            search=cleaned(" ".join([*query.get("q", ())][-1:])),
            kinds=tuple(kind for kind in Kind if kind in set(query.get("kind", ()))),
            goals=tuple(sorted(set(known("goal", catalogue.goal_by_slug)))),
            features=tuple(sorted(set(known("feature", catalogue.feature_by_slug)))),
            levels=tuple(levels),
            age=_last(ages),
            country=_last(known("country", CODES)),
            field=_last(known("field", list(Field))),
            sort=Sort(_last(known("sort", list(Sort))) or Sort.BEST),
        )

    @property
    def query(self) -> str:
        pairs = [("q", self.search)] if self.search else []
        pairs += [("kind", kind) for kind in self.kinds] + [("goal", slug) for slug in self.goals]
        pairs += [("feature", slug) for slug in self.features]
        pairs += [(key, getattr(self, key)) for key in ("age", "country", "field") if getattr(self, key)]
        pairs += [(slug, f"{low}-{high}") for slug, low, high in self.levels]
        if self.sort is not Sort.BEST:
            pairs.append(("sort", str(self.sort)))
        return urlencode(pairs)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Return each condition that a platform has to meet; kinds are one, since any of them will do."""
        found = [Condition("kind", ",".join(self.kinds))] if self.kinds else []
        found += [Condition("goal", slug) for slug in self.goals]
        found += [Condition("feature", slug) for slug in self.features]
        found += [Condition("age", self.age, self.country)] if self.age else []
        found += [Condition(key, getattr(self, key)) for key in ("country", "field") if getattr(self, key)]
        return (*found, *(Condition(slug, f"{low}-{high}") for slug, low, high in self.levels))

    @property
    def active(self) -> bool:
        return bool(self.search or self.conditions)

    def with_condition(self, condition: Condition) -> "Filters":
        """Return it with a condition more; an age, a country, a field or a trait's levels take the former's place."""
        key, value = condition.key, condition.value
        match key:
            case "kind":
                return replace(self, kinds=tuple(kind for kind in Kind if kind in {*self.kinds, *value.split(",")}))
            case "goal":
                return replace(self, goals=tuple(sorted({*self.goals, value})))
            case "feature":
                return replace(self, features=tuple(sorted({*self.features, value})))
            case "age" | "country" | "field":
                changed: dict[str, Any] = {key: value}
                return replace(self, **changed)
        others = self.without_condition(condition).levels
        low, high = map(int, value.split("-"))
        return replace(self, levels=tuple(sorted([*others, (key, low, high)])))

    def without_condition(self, condition: Condition) -> "Filters":
        """Return it without one of its conditions."""
        key, value = condition.key, condition.value
        if key in ("kind", "age", "country", "field"):
            changed: dict[str, Any] = {"kinds": ()} if key == "kind" else {key: ""}
            return replace(self, **changed)
        if key in ("goal", "feature"):
            return self.without(f"{key}s", value)
        return self.without("levels", key)

    def without(self, key: str, value: str = "") -> "Filters":
        """Return it without a condition: "search", "kinds", "goals", "features" or "levels" (value is the trait)."""
        if key == "search":
            return replace(self, search="")
        if key == "levels":
            return replace(self, levels=tuple(level for level in self.levels if level[0] != value))
        others: dict[str, Any] = {key: tuple(slug for slug in getattr(self, key) if slug != value)}
        return replace(self, **others)


def cleaned(search: str) -> str:
    """Return what somebody typed without line ends, NULs and double spaces, and not longer than makes sense."""
    return " ".join(search.replace("\0", " ").split())[:LONGEST_SEARCH].strip()


def _last(values: list[str]) -> str:
    return values[-1] if values else ""
