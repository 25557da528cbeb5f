"""Uses and audiences as parts of a document: made up by Hypothesis, and a known few."""

import datetime

import msgspec
from hypothesis import strategies as st

from platforms.domain.document.parts import SourcePart
from platforms.domain.document.platform_part import (
    AgesPart,
    AudiencePart,
    CountriesPart,
    FieldsPart,
    JoiningPart,
    PlatformPart,
    UsePart,
)
from platforms.domain.people import AgeCheck, Field, Requirement

DAY = datetime.date(2026, 11, 23)
GOALS = ("career", "communities", "friends-family")


SOURCES = {
    slug: SourcePart(f"https://example.org/{slug}", "A page", "Example", True, DAY)
    for slug in ("one-page", "other-page")
}
"""What made-up cells rest on."""

# Made once, here: putting a strategy together takes longer than drawing from it.
EVIDENCE = {
    "sources": st.sampled_from([(), ("one-page",), ("other-page",), ("one-page", "other-page")]),
    "checked_on": st.sampled_from([None, DAY]),
}
NOTED = {"note": st.sampled_from(["", "A note."])} | EVIDENCE
AGE = st.sampled_from([0, 13, 16, 99])
NAMED = st.sampled_from([(), ("DE",), ("US", "CA"), ("CN", "AU", "KR")])
EXCEPTIONS = st.sampled_from([{}, {"AU": 16}, {"AU": 16, "KR": 14}])
NEEDS = st.sampled_from([(), (Requirement.PHONE,), (Requirement.STUDENT_EMAIL, Requirement.INVITATION)])

USE = st.none() | st.builds(UsePart, level=st.integers(0, 4), why=st.sampled_from(["Why.", "“So”."]), **EVIDENCE)
USES = st.tuples(USE, USE, USE).map(lambda uses: {goal: use for goal, use in zip(GOALS, uses, strict=True) if use})
"""Uses by goal."""

AUDIENCES = st.builds(
    AudiencePart,
    countries=st.none()
    | st.builds(CountriesPart, offered=NAMED, members=NAMED, **NOTED)
    | st.builds(CountriesPart, not_offered=NAMED, **NOTED),
    ages=st.none() | st.builds(AgesPart, minimum=AGE, exceptions=EXCEPTIONS, check=st.sampled_from(AgeCheck), **NOTED),
    fields=st.none()
    | st.builds(FieldsPart, fields=st.sampled_from([(), (Field.DESIGN,), (Field.SCIENCE, Field.STUDENT)]), **NOTED),
    joining=st.none() | st.builds(JoiningPart, needs=NEEDS, **NOTED),
)
"""Audiences, of which any part may be unknown."""


def known(part: PlatformPart) -> PlatformPart:
    """Return a platform with two uses and an audience of which nothing is unknown; it cites its own first source."""
    sources = tuple(next(slugs for _, slugs in part.cited() if slugs)[:1])
    cited = {"sources": sources, "checked_on": DAY}
    return msgspec.structs.replace(
        part,
        uses={"career": UsePart(4, "The first page names it.", **cited), "communities": UsePart(1, "Groups.", **cited)},
        audience=AudiencePart(
            CountriesPart(not_offered=("CN",), members=("US", "IN"), note="Since 2023.", **cited),
            AgesPart(16, {"AU": 18, "KR": 14}, AgeCheck.DECLARED, None, "In most countries.", **cited),
            FieldsPart((Field.BUSINESS, Field.DESIGN), **cited),
            JoiningPart((Requirement.WORK_EMAIL,), **cited),
        ),
    )
