"""What somebody answered in the questionnaire, as a value and as a query string, both ways.

The query string has a key for each kind of answer: `goal` and `must` and `matters` (repeated), and the slug of each
trait that is asked, with the level wished for. It is canonical: sorted, without defaults, unknown keys dropped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from platforms.domain.catalogue import LEVELS, Catalogue

MOST_GOALS = 5
MOST_THAT_MATTER = 3
MOST_VALUES = 60
"""How many values of one key are looked at; no page of ours makes more."""

RESERVED = ("goal", "must", "matters")


@dataclass(frozen=True, slots=True)
class Ignored:
    """A part of an address that means nothing now, with the reason: "unknown", "retired", "level", "too-many"."""

    key: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
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
        """From the lists of a query string. What can't be used is dropped and named in `ignored`."""
        ignored: list[Ignored] = []

        def known(key: str, slugs: Iterable[str], limit: int) -> tuple[str, ...]:
            values = list(dict.fromkeys(value for value in list(query.get(key, ()))[:MOST_VALUES] if value))
            good = sorted(value for value in values if value in slugs)
            ignored.extend(Ignored(key, value[:80], "unknown") for value in values if value not in good)
            ignored.extend(Ignored(key, value, "too-many") for value in good[limit:])
            return tuple(good[:limit])

        goals = known("goal", catalogue.goal_by_slug, MOST_GOALS)
        musts = known("must", {feature.slug for feature in catalogue.must_haves}, MOST_VALUES)
        wishes: dict[str, int] = {}
        asked = {trait.slug for trait in catalogue.questions}
        for key in sorted(set(query) - {*RESERVED}):
            for value in list(query[key])[:1]:
                if key not in asked:
                    reason = "unknown"
                elif value not in {str(level) for level in LEVELS}:
                    reason = "level"
                else:
                    wishes[key] = int(value)
                    continue
                if value:
                    ignored.append(Ignored(key[:80], value[:80], reason))
        matters = known("matters", {*goals, *wishes}, MOST_THAT_MATTER)
        return cls(goals, tuple(sorted(wishes.items())), musts, matters, tuple(ignored[:MOST_VALUES]))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The canonical query string in pairs, sorted by key and value."""
        return tuple(
            sorted(
                [
                    *(("goal", slug) for slug in self.goals),
                    *(("must", slug) for slug in self.musts),
                    *(("matters", slug) for slug in self.matters),
                    *((trait, str(level)) for trait, level in self.wishes),
                ]
            )
        )

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    @property
    def counted(self) -> int:
        """How many answers the ranking rests on: goals and wishes."""
        return len(self.goals) + len(self.wishes)

    def wish(self, trait: str) -> int | None:
        return dict(self.wishes).get(trait)

    def without(self, key: str, value: str = "") -> "Answers":
        """One answer less: key is "goal", "must", "matters" or a trait. What no longer matters goes with it."""
        if key == "must":
            return replace(self, musts=tuple(slug for slug in self.musts if slug != value))
        if key == "matters":
            return replace(self, matters=tuple(slug for slug in self.matters if slug != value))
        gone = value if key == "goal" else key
        return replace(
            self,
            goals=tuple(slug for slug in self.goals if key != "goal" or slug != value),
            wishes=tuple((trait, level) for trait, level in self.wishes if trait != key),
            matters=tuple(slug for slug in self.matters if slug != gone),
        )

    def wishing(self, trait: str, level: int) -> "Answers":
        return replace(self, wishes=tuple(sorted({**dict(self.wishes), trait: level}.items())))
