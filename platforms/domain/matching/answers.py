"""What somebody answered in the questionnaire, as a value and as a query string, both ways.

The query string has a key for each kind of answer: `goal` and `must` and `matters` (repeated), and the slug of each
trait that is asked, with the level wished for. It is canonical: sorted, without defaults, unknown keys dropped.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import LEVELS

MOST_GOALS = 5
MOST_THAT_MATTER = 3
MOST_VALUES = 60
"""How many values of one key are looked at; no page of ours makes more."""

RESERVED = ("goal", "must", "matters")
LEVEL_OF = {str(level): level for level in LEVELS}


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
    ignored: tuple[Ignored, ...] = field(default=(), compare=False)

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
        wishes: dict[str, int] = {}
        for key in sorted([key for key in query if key not in RESERVED]):
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
        return cls(goals, tuple(wishes.items()), musts, matters, tuple(ignored[:MOST_VALUES]))

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The canonical query string in pairs, sorted by key and value."""
        pairs = [(trait, str(level)) for trait, level in self.wishes]
        pairs += [("goal", slug) for slug in self.goals]
        pairs += [("must", slug) for slug in self.musts]
        pairs += [("matters", slug) for slug in self.matters]
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
        """Return the answers without one: key is "goal", "must", "matters" or a trait."""
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
