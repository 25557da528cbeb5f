"""What a row of a comparison is about: a trait, a feature, a fact or the figures."""

from collections.abc import Iterator
from dataclasses import dataclass

from platforms.domain.catalogue.scales import Feature, Trait
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Subject


@dataclass(frozen=True, slots=True)
class Point:
    """What a row is about: one of the three is set; none for the figures."""

    key: str
    """The slug of the trait or feature, the fact's subject, or "figures"; unique, and the row's anchor."""
    section: str
    """ "core", "traits", a feature group's slug, or "facts"."""
    trait: Trait | None = None
    feature: Feature | None = None
    subject: Subject | None = None


def points_of(catalogue: Catalogue) -> tuple[Point, ...]:
    """Return traits, features, facts and figures in the order of all comparisons; memoized."""
    return catalogue.memoize("points", lambda: tuple(_points(catalogue)))


def _points(catalogue: Catalogue) -> Iterator[Point]:
    for trait in catalogue.traits:
        yield Point(trait.slug, "core" if trait.core else "traits", trait=trait)
    for feature in catalogue.features:
        yield Point(feature.slug, feature.group.slug, feature=feature)
    for subject in Subject:
        yield Point(subject.value, "facts", subject=subject)
    yield Point("figures", "facts")
