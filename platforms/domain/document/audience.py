"""The parts of an audience by their subjects, and what each says besides its note, its sources and its check."""

from collections.abc import Iterator
from typing import Any

import msgspec

from platforms.domain import countries
from platforms.domain.document.platform_part import AgesPart, AudienceCellPart, CountriesPart, FieldsPart, JoiningPart
from platforms.domain.people import Audience

PARTS: dict[str, type[AudienceCellPart]] = {
    Audience.COUNTRIES: CountriesPart,
    Audience.AGES: AgesPart,
    Audience.FIELDS: FieldsPart,
    Audience.JOINING: JoiningPart,
}

EVIDENCE = ("note", "sources", "checked_on")
"""Fields that every part has."""


def value_of(part: AudienceCellPart) -> dict[str, Any]:
    """Return what a part says, as JSON holds it; leave out what has its default."""
    return {name: value for name, value in msgspec.to_builtins(part).items() if name not in EVIDENCE}


def part_of(subject: str, value: Any, **evidence: Any) -> AudienceCellPart:
    """Return the part that says `value`. Raise msgspec.ValidationError when it doesn't fit the subject."""
    part = msgspec.convert(value, PARTS[subject])
    if set(EVIDENCE).intersection(value):
        raise msgspec.ValidationError("Object contains a note, sources or a day, which have fields of their own")
    if isinstance(part, AgesPart):
        part = msgspec.structs.replace(part, exceptions=dict(sorted(part.exceptions.items())))
    return msgspec.structs.replace(part, **evidence)


def problems_of(part: AudienceCellPart) -> Iterator[str]:
    """Yield what the types alone can't say is wrong with a part."""
    codes: tuple[str, ...] = ()
    match part:
        case CountriesPart():
            codes = (*part.offered, *part.not_offered, *part.members)
            if part.offered and part.not_offered:
                yield "names where it is offered and where not; one of them is enough"
            if any(len(set(some)) < len(some) for some in (part.offered, part.not_offered, part.members)):
                yield "names a country twice"
        case AgesPart():
            codes = tuple(part.exceptions)
            if part.younger is not None and part.younger >= part.minimum:
                yield "has a version for younger people that begins no earlier"
        case FieldsPart(fields=named) | JoiningPart(needs=named):
            if len(set(named)) < len(named):
                yield "names something twice"
    for code in codes:
        if code not in countries.CODES:
            yield f"“{code}” is no country's code"
