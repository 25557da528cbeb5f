"""What the catalogue notes about a platform and a condition."""

import re

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.comparing.conditions import Condition

FIRST_SENTENCE = re.compile(r".*?[a-z0-9)%]\.(?= [A-Z])", re.S)


def short_reason(platform: Platform, condition: Condition) -> str:
    """Return the first sentence of such a note: the answer, without what limits it."""
    note = reason(platform, condition)
    first = FIRST_SENTENCE.match(note)
    return first[0] if first else note


def reason(platform: Platform, condition: Condition) -> str:
    """Return what the catalogue notes about a platform and a condition, in the language that it was written in."""
    match condition.key:
        case "feature":
            return platform.supports(condition.value).note
        case "goal":
            use = platform.uses.get(condition.value)
            return use.why if use else ""
        case "age":
            return platform.audience.ages.note if platform.audience.ages else ""
        case "field":
            return platform.audience.fields.note if platform.audience.fields else ""
    rating = platform.ratings.get(condition.key)
    return rating.why if rating else ""
