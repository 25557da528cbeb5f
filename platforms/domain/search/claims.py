"""Check what somebody claims of a platform against its cell: confirmed, contradicted, partly true or unknown."""

import re
from dataclasses import dataclass
from enum import StrEnum

from platforms.domain.catalogue.cells import key_parts
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.conditions import Condition, verdict
from platforms.domain.people import Audience
from platforms.domain.vocabulary import LEVELS, Subject, Value

YES, NO = ("yes", "true"), ("no", "false")


class Check(StrEnum):
    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    PARTLY = "partly"
    """It holds with limits."""
    UNKNOWN = "unknown"
    """Nobody could confirm it, or the words can't be compared."""


class Unclear(Exception):
    """The value makes no sense for this cell; the text says what does."""


@dataclass(frozen=True, slots=True)
class Claim:
    """That a platform has `value` in the cell `key`: "yes" for "polls", "13" for "audience.ages"."""

    platform: Platform
    key: str
    value: str = "yes"


def check(claim: Claim, *, catalogue: Catalogue) -> Check:
    """Compare a claim with the catalogue. Raise Unclear where its value is none of this cell's."""
    platform, key, value = claim.platform, claim.key, claim.value.strip().casefold()
    field, name = key_parts(key)
    if field == "uses":
        return _yes_or_no(value, verdict(platform=platform, condition=Condition("goal", name)))
    if field == "audience":
        return _audience(platform, name, value)
    if key in catalogue.feature_by_slug:
        return _yes_or_no(value, platform.supports(key).value)
    if key in catalogue.trait_by_slug:
        return _levels(platform, key, value)
    return _fact(platform, Subject(key), value)


def _yes_or_no(value: str, held: Value) -> Check:
    if value not in (*YES, *NO, Value.PARTLY):
        raise Unclear("say yes, no or partly")
    if held is Value.UNKNOWN:
        return Check.UNKNOWN
    if value == Value.PARTLY:
        return Check.CONFIRMED if held is Value.PARTLY else Check.CONTRADICTED
    if held is Value.PARTLY:
        return Check.PARTLY
    return _of((value in YES) is (held is Value.YES))


def _levels(platform: Platform, trait: str, value: str) -> Check:
    span = re.fullmatch(r"([0-4])(?:-([0-4]))?", value)
    if not span:
        raise Unclear(f"say a level from {LEVELS[0]} to {LEVELS[-1]}, or two with a hyphen")
    rating, low, high = platform.ratings.get(trait), int(span[1]), int(span[2] or span[1])
    if rating is None:
        return Check.UNKNOWN
    if rating.low <= low and high <= rating.high:
        return Check.CONFIRMED
    return Check.PARTLY if low <= rating.high and rating.low <= high else Check.CONTRADICTED


def _audience(platform: Platform, name: str, value: str) -> Check:
    audience = platform.audience
    match name:
        case Audience.AGES:
            if not value.isdecimal():
                raise Unclear("say the minimum age in years")
            return _of(audience.ages.minimum == int(value)) if audience.ages else Check.UNKNOWN
        case Audience.COUNTRIES:
            if not re.fullmatch(r"[a-z]{2}", value):
                raise Unclear("say the code of a country, such as DE")
            return _of(audience.countries.include(value.upper())) if audience.countries else Check.UNKNOWN
        case Audience.FIELDS:
            return _among(value, audience.fields.fields) if audience.fields else Check.UNKNOWN
    return _among(value, audience.joining.needs) if audience.joining else Check.UNKNOWN


def _among(value: str, values: tuple[StrEnum, ...]) -> Check:
    return _of(value in values)


def _fact(platform: Platform, subject: Subject, value: str) -> Check:
    """Numbers agree or not. Of words only agreement is sure: "Ireland" and "Dublin" may both be right."""
    fact = platform.facts.get(subject)
    if fact is None:
        return Check.UNKNOWN
    if value.isdecimal() and fact.value.isdecimal():
        return _of(int(value) == int(fact.value))
    claimed, held = set(re.findall(r"\w+", value)), set(re.findall(r"\w+", fact.value.casefold()))
    return Check.CONFIRMED if claimed and (claimed <= held or held <= claimed) else Check.UNKNOWN


def _of(is_so: bool) -> Check:
    return Check.CONFIRMED if is_so else Check.CONTRADICTED
