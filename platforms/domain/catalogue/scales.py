"""What platforms are compared on: traits with their levels, features in groups, and goals with their needs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from platforms.domain.vocabulary import Kind, Scale


@dataclass(frozen=True, slots=True)
class Level:
    value: int
    label: str
    phrase: str
    """Continues a sentence that begins with a platform's name."""
    description: str


@dataclass(frozen=True, slots=True)
class Trait:
    slug: str
    name: str
    low_label: str
    high_label: str
    question: str
    scale: Scale
    core: bool
    order: int
    levels: tuple[Level, ...]
    """Five, from 0 to 4."""
    also: tuple[str, ...] = ()
    """What else people call it when they search."""
    draft: bool = False
    """Never in a catalogue that the public sees."""


@dataclass(frozen=True, slots=True)
class Group:
    slug: str
    name: str
    order: int


@dataclass(frozen=True, slots=True)
class Feature:
    slug: str
    name: str
    group: Group
    yes_means: str
    must_have: str
    order: int
    also: tuple[str, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """What a goal asks of a platform: a feature, or a trait near a target level."""

    weight: int
    """1 (helps) to 3 (matters most)."""
    feature: str | None = None
    trait: str | None = None
    target: int | None = None

    @property
    def key(self) -> str:
        """The slug of what is needed, which is also its row in a comparison."""
        return self.feature or self.trait or ""


@dataclass(frozen=True, slots=True)
class Goal:
    slug: str
    wording: str
    order: int
    needs: tuple[Need, ...]
    short: str = ""
    """Two to five words that follow "Choose it to"."""
    kind: Kind = Kind.BOTH
    also: tuple[str, ...] = ()
    draft: bool = False


def weights_of(goals: Iterable[Goal]) -> Mapping[str, int]:
    """Return the keys of what some goals need, each with the sum of its weights."""
    weights: Counter[str] = Counter()
    for goal in goals:
        for need in goal.needs:
            weights[need.key] += need.weight
    return weights


def by_importance(features: Iterable[Feature], goals: Iterable[Goal]) -> list[Feature]:
    """Return the features, those that the goals ask for most first."""
    weights = weights_of(goals)
    return sorted(features, key=lambda feature: (-weights.get(feature.slug, 0), feature.order))
