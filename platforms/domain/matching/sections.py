"""Who is ranked with whom: those who meet everything, those with a reservation, those ruled out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import NamedTuple

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.admission import is_for_another_field, needs_proof, obstacles
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.table import table_of

TIER_WIDTH = Fraction(3, 100)
"""A new tier starts where a score is lower than its tier's leader by more than this."""


class Split(NamedTuple):
    """Places by section. Those with a doubtful must-have stand after all that have every must-have."""

    fits: list[int]
    reserved: list[int]
    doubtful: list[int]
    gone: list[int]

    @property
    def first(self) -> list[int]:
        """The first section that is not empty, of those that are ranked."""
        return self.fits or self.reserved or self.doubtful

    @property
    def ranked(self) -> list[int]:
        return self.fits + self.reserved + self.doubtful


@dataclass(frozen=True, slots=True)
class Sections:
    """Places of platforms in the catalogue; all that are in none of these fit."""

    barred: frozenset[int]
    """May not be joined, in this country or at this age."""
    out: frozenset[int]
    """Lack a must-have, or need a proof of another field; somebody may bring them back."""
    reserved: frozenset[int]
    """Are of unknown use, made for another field, or brought back although they are."""
    doubtful: frozenset[int]
    """Meet a must-have with limits or perhaps, or were brought back although they lack it."""

    def split(self, places: Iterable[int]) -> Split:
        """Return the sections, each in the order given."""
        gone = self.barred | self.out
        others = gone | self.doubtful | self.reserved
        split = Split([], [], [], [])
        for place in places:
            if place not in others:
                split.fits.append(place)
            elif place in gone:
                split.gone.append(place)
            else:
                (split.doubtful if place in self.doubtful else split.reserved).append(place)
        return split


def sections_of(catalogue: Catalogue, answers: Answers) -> Sections:
    """Return what must-haves, country, age, field and unknown uses say of every platform."""
    table, platforms = table_of(catalogue), catalogue.platforms
    barred: frozenset[int] = frozenset()
    if answers.country or answers.age:
        who = {"country": answers.country, "age": answers.age}
        barred = frozenset([place for place, each in enumerate(platforms) if obstacles(each.audience, **who)])
    others = [
        place
        for place, each in enumerate(platforms if answers.field else ())
        if is_for_another_field(each.audience, field=answers.field)
    ]
    unproved = {place for place in others if needs_proof(platforms[place].audience)}
    reserved: set[int] = set(others)
    lacking: set[int] = set()
    doubtful: set[int] = set()
    for must in answers.musts:
        lacking |= table.lacks[must]
        (lacking if answers.strict else doubtful).update(table.limits[must])
        doubtful |= table.unsure[must]
    for goal in answers.goals:
        reserved |= table.use_unknown[goal]
    back = {catalogue.place_by_slug[slug] for slug in answers.back if slug in catalogue.place_by_slug}
    out = frozenset((lacking | unproved) - back)
    return Sections(barred, out, frozenset(reserved), frozenset(doubtful | lacking))


def margin_of(total: int) -> int:
    """Return TIER_WIDTH in points, of which `total` are to be had. Rounding down is exact: points are integers."""
    return floor(TIER_WIDTH * total)


def first_tier(points: list[int], sections: Sections, margin: int) -> set[int]:
    """Return the places of the first tier of the first section."""
    return set(within(points, sections.split(range(len(points))).first, margin))


def within(points: Mapping[int, int] | list[int], places: list[int], margin: int) -> list[int]:
    """Return the places that are at most `margin` points behind the best of them, in their order."""
    least = max([points[place] for place in places], default=0) - margin
    return [place for place in places if points[place] >= least]
