"""What somebody answered in the questionnaire, as a value and as a query string, both ways.

The query string has a key for each kind of answer: `goal`, `must`, `matters` and `back` (repeated), `country`, `age`,
`field` and `strict`, and the slug of each trait that is asked, with the level wished for. It is canonical: sorted,
without defaults, unknown keys dropped.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.countries import CODES
from platforms.domain.matching.admission import AGE_BANDS
from platforms.domain.people import Field
from platforms.domain.reserved import ANSWERS
from platforms.domain.vocabulary import LEVELS

MOST_GOALS = 5
MOST_THAT_MATTER = 3
MOST_VALUES = 60
"""How many values of one key are looked at; no page of ours makes more."""

FIELDS = (*Field, "other")
"""The answers to which field somebody works in."""

LEVEL_OF = {str(level): level for level in LEVELS}


ABOUT_YOU: dict[str, Container[str]] = {"country": CODES, "age": AGE_BANDS, "field": FIELDS}
"""What is asked about the person, with the possible answers."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A part of an address that means nothing now, with the reason: "unknown", "retired", "level", "too-many"."""

    key: str
    value: str
    reason: str


@dataclass(frozen=True)
class Answers:
    goals: tuple[str, ...] = ()
    """Slugs, sorted."""
    wishes: tuple[tuple[str, int], ...] = ()
    """Trait and level 0..4, sorted by trait."""
    musts: tuple[str, ...] = ()
    """Feature slugs, sorted."""
    matters: tuple[str, ...] = ()
    """Slugs among the goals and traits answered, sorted."""
    country: str = ""
    """A code of ISO 3166, or not told."""
    age: str = ""
    """One of AGE_BANDS, or not told."""
    field: str = ""
    """One of FIELDS, or not told."""
    strict: bool = False
    """Does partly having a must-have count as lacking it?"""
    back: tuple[str, ...] = ()
    """Platforms to be ranked although a must-have or their field rules them out; slugs, sorted."""
    ignored: tuple[Ignored, ...] = dataclass_field(default=(), compare=False)

    @classmethod
    def parse(cls, query: Mapping[str, Iterable[str]], *, catalogue: Catalogue) -> "Answers":
        """Parse the lists of a query string. Drop what can't be used, and name it in `ignored`."""
        ignored: list[Ignored] = []

        def known(key: str, slugs: Container[str], limit: int) -> tuple[str, ...]:
            if key not in query:
                return ()
            values = list(dict.fromkeys([value for value in list(query[key])[:MOST_VALUES] if value]))
            good = sorted([value for value in values if value in slugs])
            if len(good) < len(values):
                ignored.extend([Ignored(key, value[:80], "unknown") for value in values if value not in slugs])
            ignored.extend([Ignored(key, value, "too-many") for value in good[limit:]])
            return tuple(good[:limit])

        asked = {trait.slug for trait in catalogue.questions}
        offered = {feature.slug for feature in catalogue.must_haves}
        goals = known("goal", catalogue.goal_by_slug, MOST_GOALS)
        musts = known("must", offered, MOST_VALUES)
        back = known("back", catalogue.platform_by_slug, MOST_VALUES)
        about_you = {key: known(key, allowed, 1) for key, allowed in ABOUT_YOU.items()}
        wishes: dict[str, int] = {}
        for key in sorted([key for key in query if key not in ANSWERS]):
            for value in list(query[key])[:1]:
                if key not in asked:
                    reason = "unknown"
                elif value not in LEVEL_OF:
                    reason = "level"
                else:
                    wishes[key] = LEVEL_OF[value]
                    continue
                if value:
                    ignored.append(Ignored(key[:80], value[:80], reason))
        matters = known("matters", {*goals, *wishes}, MOST_THAT_MATTER)
        return cls(
            goals,
            tuple(wishes.items()),
            musts,
            matters,
            country="".join(about_you["country"]),
            age="".join(about_you["age"]),
            field="".join(about_you["field"]),
            strict=bool(known("strict", ("1",), 1)),
            back=back,
            ignored=tuple(ignored[:MOST_VALUES]),
        )

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The canonical query string in pairs, sorted by key and value."""
        pairs = [(trait, str(level)) for trait, level in self.wishes]
        pairs += [("goal", slug) for slug in self.goals]
        pairs += [("must", slug) for slug in self.musts]
        pairs += [("matters", slug) for slug in self.matters]
        pairs += [("back", slug) for slug in self.back]
        pairs += [(key, value) for key in ABOUT_YOU if (value := getattr(self, key))]
        pairs += [("strict", "1")] if self.strict else []
        return tuple(sorted(pairs))

    @cached_property
    def query(self) -> str:
        return urlencode(self.pairs)

    @property
    def counted(self) -> int:
        """How many answers the ranking rests on: goals and wishes."""
        return len(self.goals) + len(self.wishes)

    def wish(self, trait: str) -> int | None:
        return dict(self.wishes).get(trait)

    def without(self, key: str, value: str = "") -> "Answers":
        """Return the answers without one; `key` is one of the query string."""
        if key in ABOUT_YOU:
            unanswered: dict[str, Any] = {key: ""}
            return replace(self, **unanswered)
        if key == "strict":
            return replace(self, strict=False)
        if key == "back":
            return replace(self, back=tuple([slug for slug in self.back if slug != value]))
        goals, wishes, musts, gone = self.goals, self.wishes, self.musts, value
        if key == "goal":
            goals = tuple([slug for slug in goals if slug != value])
        elif key == "must":
            musts, gone = tuple([slug for slug in musts if slug != value]), ""
        elif key != "matters":
            wishes, gone = tuple([wish for wish in wishes if wish[0] != key]), key
        matters = tuple([slug for slug in self.matters if slug != gone])
        return replace(self, goals=goals, wishes=wishes, musts=musts, matters=matters)

    def wishing(self, trait: str, level: int) -> "Answers":
        wishes = tuple(sorted([*[wish for wish in self.wishes if wish[0] != trait], (trait, level)]))
        return replace(self, wishes=wishes)
