"""Moving from one platform to another: what you keep, lose and gain, and how to leave; all from cited cells."""

from dataclasses import dataclass

from platforms.domain.catalogue.cells import Rating, Support
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Goal, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Value

LEAVING = (
    "download-your-data",
    "open-export",
    "portable-followers",
    "delete-the-account-yourself",
    "self-deletion",
)
"""The features that leaving needs, in the order in which you need them."""

WHO_SEES_YOU = ("visibility", "identity", "reach")
"""The traits that say who sees you."""

USED_FROM = 2
"""The use from which people do something on a platform."""

HAS = (Value.YES, Value.PARTLY)


@dataclass(frozen=True, slots=True)
class Shift:
    """One feature on both sides."""

    feature: Feature
    before: Support
    after: Support


@dataclass(frozen=True, slots=True)
class TraitShift:
    """Where both stand on a trait; None where it is unknown."""

    trait: Trait
    before: Rating | None
    after: Rating | None

    @property
    def is_same(self) -> bool:
        """Tell whether both stand on the same levels, as far as is known."""
        levels = [(rating.low, rating.high) if rating else None for rating in (self.before, self.after)]
        return levels[0] is not None and levels[0] == levels[1]


@dataclass(frozen=True, slots=True)
class Moving:
    """What changes for you from `origin` to `target`; features in the editors' order."""

    origin: Platform
    target: Platform
    kept: tuple[Shift, ...]
    """Both have it."""
    limited: tuple[Shift, ...]
    """Both have it; here wholly, there partly."""
    lost: tuple[Shift, ...]
    gained: tuple[Shift, ...]
    unknown: tuple[Shift, ...]
    """It is unknown whether the target has what you have now."""
    goals_kept: tuple[Goal, ...]
    goals_lost: tuple[Goal, ...]
    goals_gained: tuple[Goal, ...]
    who_sees_you: tuple[TraitShift, ...]
    leaving: tuple[tuple[Feature, Support], ...]
    """What the origin has for taking your data and followers along, and for deleting the account."""


def moving(*, catalogue: Catalogue, origin: Platform, target: Platform) -> Moving:
    """Return what moving from one platform to another changes."""
    shifts = [Shift(f, origin.supports(f.slug), target.supports(f.slug)) for f in catalogue.features]
    have = [shift for shift in shifts if shift.before.value in HAS]
    limited = [s for s in have if (s.before.value, s.after.value) == (Value.YES, Value.PARTLY)]
    used, then = _used(origin), _used(target)
    both_known = origin.uses.keys() & target.uses.keys()
    goals = [goal for goal in catalogue.goals if goal.slug in both_known]
    return Moving(
        origin=origin,
        target=target,
        kept=tuple(shift for shift in have if shift.after.value in HAS and shift not in limited),
        limited=tuple(limited),
        lost=tuple(shift for shift in have if shift.after.value is Value.NO),
        gained=tuple(s for s in shifts if s.before.value is Value.NO and s.after.value in HAS),
        unknown=tuple(shift for shift in have if shift.after.value is Value.UNKNOWN),
        goals_kept=tuple(goal for goal in goals if goal.slug in used & then),
        goals_lost=tuple(goal for goal in goals if goal.slug in used - then),
        goals_gained=tuple(goal for goal in goals if goal.slug in then - used),
        who_sees_you=tuple(
            TraitShift(trait, origin.ratings.get(trait.slug), target.ratings.get(trait.slug))
            for trait in catalogue.traits
            if trait.slug in WHO_SEES_YOU
        ),
        leaving=tuple(
            (catalogue.feature_by_slug[slug], origin.supports(slug))
            for slug in LEAVING
            if slug in catalogue.feature_by_slug
        ),
    )


def _used(platform: Platform) -> set[str]:
    return {goal for goal, use in platform.uses.items() if use.level >= USED_FROM}
