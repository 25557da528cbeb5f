"""Uses and audiences as parts of a document: made up by Hypothesis, and a known few."""

import datetime

import msgspec
from hypothesis import strategies as st

from platforms.domain.document.platform_part import (
    AgesPart,
    AudiencePart,
    CountriesPart,
    FieldsPart,
    JoiningPart,
    PlatformPart,
    UsePart,
)
from platforms.domain.vocabulary import AgeCheck, Field, Requirement

DAY = datetime.date(2026, 11, 23)
GOALS = ("career", "communities", "friends-family")
CODES = ("AU", "CA", "CN", "DE", "KR", "US")


def evidence(sources):
    return {
        "sources": st.lists(st.sampled_from(sources), unique=True, max_size=2).map(lambda some: tuple(sorted(some))),
        "checked_on": st.none() | st.just(DAY),
    }


def some(values):
    return st.lists(st.sampled_from(list(values)), unique=True, max_size=3).map(tuple)


def uses(sources):
    """Uses by goal, which rest on some of these sources."""
    made = st.builds(UsePart, level=st.integers(0, 4), why=st.sampled_from(["Why.", "“So”."]), **evidence(sources))
    return st.dictionaries(st.sampled_from(GOALS), made, max_size=3)


def audiences(sources):
    """Audiences, of which any part may be unknown."""
    given = {"note": st.sampled_from(["", "A note."]), **evidence(sources)}
    ages = st.integers(0, 99)
    countries = st.one_of(
        st.builds(CountriesPart, offered=some(CODES), members=some(CODES), **given),
        st.builds(CountriesPart, not_offered=some(CODES), members=some(CODES), **given),
    )
    return st.builds(
        AudiencePart,
        countries=st.none() | countries,
        ages=st.none()
        | st.builds(
            AgesPart,
            minimum=ages,
            exceptions=st.dictionaries(st.sampled_from(CODES), ages, max_size=3).map(lambda e: dict(sorted(e.items()))),
            check=st.sampled_from(AgeCheck),
            **given,
        ),
        fields=st.none() | st.builds(FieldsPart, fields=some(Field), **given),
        joining=st.none() | st.builds(JoiningPart, needs=some(Requirement), **given),
    )


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
