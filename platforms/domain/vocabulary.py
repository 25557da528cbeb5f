"""Words that every room of the domain shares: kinds, values, scales, subjects, levels, slugs."""

from enum import StrEnum

LEVELS = range(5)
"""The levels of every trait: 0 (its low pole) to 4 (its high pole)."""


class Kind(StrEnum):
    SOCIAL = "social"
    PROFESSIONAL = "professional"
    BOTH = "both"


class Value(StrEnum):
    """Does a platform support a feature? Declared from the most to the least; unknown stands apart."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class Scale(StrEnum):
    """How a wish on a trait is met: near it on both sides, or anywhere up to it."""

    TWO_SIDED = "two-sided"
    CEILING = "ceiling"


class Subject(StrEnum):
    """What a fact is about."""

    OPERATOR = "operator"
    LAUNCHED = "launched"
    HEADQUARTERS = "headquarters"
    MINIMUM_AGE = "minimum-age"
    CHEAPEST_PAID_PLAN = "cheapest-paid-plan"
    CLOSED = "closed"


def name_to_slug(name: str) -> str:
    """Return a name in lower case with hyphens: "AngelList Talent" is "angellist-talent"."""
    letters = "".join(c if c.isalnum() and c.isascii() else "-" for c in name.lower().replace("'", ""))
    return "-".join(part for part in letters.split("-") if part)
