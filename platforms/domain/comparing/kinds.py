"""Social and professional platforms side by side, as two kinds: what their ratings and features say on the whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature, Level, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.selection import Show
from platforms.domain.vocabulary import LEVELS, Kind, Value

CLEAR_SHARE_GAP = Fraction(30, 100)
"""A feature tells the kinds apart when its shares differ by this much."""

MOST_NAMED = 8

CLEAR_GAP = Fraction(1)
"""Levels between the middles of the two kinds from which a trait tells them apart."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How the platforms of one kind stand on one trait."""

    levels: tuple[Level, ...]
    counts: tuple[int, ...]
    """For each level 0..4, how many have it in their range."""
    rated: int
    middle: Fraction | None
    """The mean of the middles of their ranges, 0..4; None where none is rated."""

    @property
    def usual(self) -> Level:
        """Return the level that most of them have; the lower one of equals."""
        return self.levels[max(LEVELS, key=lambda level: (self.counts[level], -level))]

    @property
    def by_level(self) -> tuple[tuple[Level, int], ...]:
        return tuple(zip(self.levels, self.counts, strict=True))


@dataclass(frozen=True, slots=True)
class TraitOfKinds:
    trait: Trait
    social: Spread
    professional: Spread

    @property
    def by_kind(self) -> tuple[tuple[Kind, Spread], ...]:
        return (Kind.SOCIAL, self.social), (Kind.PROFESSIONAL, self.professional)

    @property
    def differs(self) -> bool:
        """Do the kinds stand clearly apart?"""
        if self.social.middle is None or self.professional.middle is None:
            return False
        return abs(self.professional.middle - self.social.middle) >= CLEAR_GAP


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a kind have a feature, of those of which it is known; partly counts as having it."""

    having: int
    known: int

    @property
    def part(self) -> Fraction:
        return Fraction(self.having, max(self.known, 1))


@dataclass(frozen=True, slots=True)
class FeatureOfKinds:
    feature: Feature
    social: Share
    professional: Share

    @property
    def by_kind(self) -> tuple[tuple[Kind, Share], ...]:
        return (Kind.SOCIAL, self.social), (Kind.PROFESSIONAL, self.professional)

    @property
    def gap(self) -> Fraction:
        """Above 0 where more of the professional platforms have it; -1 to 1."""
        return self.professional.part - self.social.part

    @property
    def differs(self) -> bool:
        return abs(self.gap) >= CLEAR_SHARE_GAP


@dataclass(frozen=True, slots=True)
class Kinds:
    social: tuple[Platform, ...]
    professional: tuple[Platform, ...]
    both: tuple[Platform, ...]
    """Designed for both; they count for neither."""
    traits: tuple[TraitOfKinds, ...]
    features: tuple[FeatureOfKinds, ...]

    @property
    def more_professional(self) -> tuple[FeatureOfKinds, ...]:
        """The features that tell professional platforms from social ones, the most telling first."""
        telling = [f for f in self.features if f.gap >= CLEAR_SHARE_GAP]
        return tuple(sorted(telling, key=lambda f: (-f.gap, f.feature.order))[:MOST_NAMED])

    @property
    def more_social(self) -> tuple[FeatureOfKinds, ...]:
        telling = [f for f in self.features if f.gap <= -CLEAR_SHARE_GAP]
        return tuple(sorted(telling, key=lambda f: (f.gap, f.feature.order))[:MOST_NAMED])

    @property
    def shared(self) -> tuple[FeatureOfKinds, ...]:
        """What nearly all of both kinds have."""
        return tuple(f for f in self.features if min(f.social.part, f.professional.part) >= Fraction(8, 10))


def shown[Row: (TraitOfKinds, FeatureOfKinds)](rows: Iterable[Row], show: Show) -> list[Row]:
    """Return all rows, or only those on which the kinds differ, or only the others."""
    return [row for row in rows if show is Show.ALL or row.differs is (show is Show.DIFFERENCES)]


def compare_kinds(*, catalogue: Catalogue) -> Kinds:
    by_kind = {kind: tuple(p for p in catalogue.platforms if p.kind is kind) for kind in Kind}
    social, professional = by_kind[Kind.SOCIAL], by_kind[Kind.PROFESSIONAL]
    return Kinds(
        social=social,
        professional=professional,
        both=by_kind[Kind.BOTH],
        traits=tuple(TraitOfKinds(t, _spread(social, t), _spread(professional, t)) for t in catalogue.traits),
        features=tuple(FeatureOfKinds(f, _share(social, f), _share(professional, f)) for f in catalogue.features),
    )


def _spread(platforms: tuple[Platform, ...], trait: Trait) -> Spread:
    ratings = [p.ratings[trait.slug] for p in platforms if trait.slug in p.ratings]
    middle = Fraction(sum(r.low + r.high for r in ratings), 2 * len(ratings)) if ratings else None
    counts = tuple(sum(r.low <= level <= r.high for r in ratings) for level in LEVELS)
    return Spread(trait.levels, counts, len(ratings), middle)


def _share(platforms: tuple[Platform, ...], feature: Feature) -> Share:
    values = [p.supports(feature.slug).value for p in platforms]
    known = [value for value in values if value is not Value.UNKNOWN]
    return Share(sum(value is not Value.NO for value in known), len(known))
