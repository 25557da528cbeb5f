"""Who is ranked with whom: those who meet everything, those with a reservation, those ruled out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.admission import is_for_another_field, needs_proof, obstacles
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.table import table_of

TIER_WIDTH = Fraction(3, 100)
"""A new tier starts where a score is lower than its tier's leader by more than this."""


@dataclass(frozen=True, slots=True)
class Sections:
    """Places of platforms in the catalogue; all that are in none of these fit."""

    barred: frozenset[int]
    """May not be joined, in this country or at this age."""
    out: frozenset[int]
    """Lack a must-have, or need a proof of another field; somebody may bring them back."""
    reserved: frozenset[int]
    """Meet a must-have with limits or perhaps, are of unknown use, made for another field, or were brought back."""

    def split(self, places: Iterable[int]) -> tuple[list[int], list[int], list[int]]:
        """Return those that fit, those with a reservation, those ruled out; each in the order given."""
        fits: list[int] = []
        reserved: list[int] = []
        gone: list[int] = []
        for place in places:
            if place in self.barred or place in self.out:
                gone.append(place)
            else:
                (reserved if place in self.reserved else fits).append(place)
        return fits, reserved, gone


def sections_of(catalogue: Catalogue, answers: Answers) -> Sections:
    """Return what must-haves, country, age, field and unknown uses say of every platform."""
    table, audiences = table_of(catalogue), [platform.audience for platform in catalogue.platforms]
    barred: frozenset[int] = frozenset()
    if answers.country or answers.age:
        who = {"country": answers.country, "age": answers.age}
        barred = frozenset([place for place, audience in enumerate(audiences) if obstacles(audience, **who)])
    others = [
        place
        for place, audience in enumerate(audiences if answers.field else ())
        if is_for_another_field(audience, field=answers.field)
    ]
    broken = {place for place in others if needs_proof(audiences[place])}
    reserved = set(others)
    for must in answers.musts:
        broken |= table.lacks[must]
        (broken if answers.strict else reserved).update(table.limits[must])
        reserved |= table.unsure[must]
    for goal in answers.goals:
        reserved |= table.use_unknown[goal]
    back = {place for slug, place in catalogue.place_by_slug.items() if slug in answers.back}
    out = frozenset(broken - back - barred)
    return Sections(barred, out, frozenset((reserved | (broken & back)) - barred - out))


def margin_of(total: int) -> int:
    """Return TIER_WIDTH in points, of which `total` are to be had. Rounding down is exact: points are integers."""
    return floor(TIER_WIDTH * total)


def first_tier(points: list[int], sections: Sections, margin: int) -> set[int]:
    """Return the places of the first tier: of those that fit, else of those with a reservation."""
    fits, reserved, _ = sections.split(range(len(points)))
    return within(points, fits or reserved, margin)


def within(points: list[int], places: Collection[int], margin: int) -> set[int]:
    """Return the places that are at most `margin` points behind the best of them."""
    least = max([points[place] for place in places], default=0) - margin
    return {place for place in places if points[place] >= least}
