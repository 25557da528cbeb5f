"""Who may use a platform: what its country, its minimum age and the field it is made for say of a person."""

from enum import StrEnum

from platforms.domain.catalogue.audience import Audience
from platforms.domain.people import Requirement

AGE_BANDS = {"under-13": range(13), "13-15": range(13, 16), "16-17": range(16, 18), "18": range(18, 100)}
"""The answers to how old somebody is, with the ages that each covers."""

ADULT = "18"

PROOFS = frozenset({Requirement.STUDENT_EMAIL, Requirement.WORK_EMAIL})
"""What only somebody of the field has."""


class Obstacle(StrEnum):
    """What a platform is not for: a country, an age, or another field than its own."""

    COUNTRY = "country"
    AGE = "age"
    FIELD = "field"


def obstacles(audience: Audience, *, country: str, age: str) -> tuple[Obstacle, ...]:
    """Return what keeps a person out for good; what is unknown, of them or of the platform, keeps nobody out."""
    found = []
    if country and audience.countries and not audience.countries.include(country):
        found.append(Obstacle.COUNTRY)
    if age and audience.ages and AGE_BANDS[age][-1] < audience.ages.minimum_in(country):
        found.append(Obstacle.AGE)
    return tuple(found)


def is_partly_too_young(audience: Audience, *, country: str, age: str) -> bool:
    """Tell whether a part of an age band is below the minimum, and another part is not."""
    if not age or audience.ages is None or age == ADULT:
        return False
    band = AGE_BANDS[age]
    return band[0] < audience.ages.minimum_in(country) <= band[-1]


def is_for_another_field(audience: Audience, *, field: str) -> bool:
    return bool(field and audience.fields and audience.fields.fields and field not in audience.fields.fields)


def needs_proof(audience: Audience) -> bool:
    """Tell whether joining needs what only people of the platform's field have."""
    return bool(audience.joining and PROOFS.intersection(audience.joining.needs))
