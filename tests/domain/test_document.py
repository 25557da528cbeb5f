import datetime
import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from platforms.domain.document.files import read_files
from platforms.domain.document.parts import Document
from platforms.domain.document.platform_part import AgesPart, AudiencePart, CountriesPart, FieldsPart, UsePart
from platforms.domain.document.problems import Invalid
from platforms.domain.document.writing import write_files
from platforms.domain.people import Field
from tests.cast import TODAY
from tests.exhaustive import EXAMPLES
from tests.parts import AUDIENCES, SOURCES, USES

seldom = settings(max_examples=EXAMPLES // 4)
"""An example reads files for a tenth of a second."""


def test_exporting_reproduces_the_shipped_files(shipped, shipped_files):
    assert write_files(shipped) == shipped_files


def test_read_and_write_are_inverse(shipped):
    again = read_files(write_files(shipped), today=datetime.date.today())  # noqa: DTZ011

    assert again == shipped


@seldom
@given(st.data())
def test_part_of_the_catalogue_round_trips_through_files(shipped, data):
    chosen = data.draw(st.sets(st.sampled_from([p.slug for p in shipped.platforms]), max_size=3))
    part = only(shipped, *chosen)

    assert read_files(write_files(part), today=datetime.date.today()) == part  # noqa: DTZ011


@seldom
@given(USES, AUDIENCES)
def test_made_up_uses_and_audiences_round_trip_through_files(shipped, made_up_uses, made_up_audience):
    (linkedin,) = only(shipped, "linkedin").platforms
    part = msgspec.structs.replace(linkedin, uses=made_up_uses, audience=made_up_audience)
    document = msgspec.structs.replace(shipped, platforms=(part,), sources=shipped.sources | SOURCES)

    assert read_files(write_files(document), today=TODAY) == document


def test_worldwide_is_no_unknown(shipped):
    (linkedin,) = only(shipped, "linkedin").platforms
    part = msgspec.structs.replace(linkedin, audience=AudiencePart(CountriesPart()))
    document = msgspec.structs.replace(shipped, platforms=(part,))

    assert read_files(write_files(document), today=TODAY) == document


def only(document, *slugs):
    """The document with these platforms alone: most of its time goes into reading them."""
    return msgspec.structs.replace(document, platforms=tuple(p for p in document.platforms if p.slug in slugs))


@pytest.fixture(scope="module")
def linkedin_alone(shipped):
    return write_files(only(shipped, "linkedin"))


def problems(files, **changed):
    edited = files | changed
    with pytest.raises(Invalid) as caught:
        read_files({name: text for name, text in edited.items() if text is not None}, today=TODAY)
    return [str(problem) for problem in caught.value.problems]


LINKEDIN = "platforms/linkedin.toml"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "professional"', 'kind = "proffessional"', "kind: Invalid enum value 'proffessional'"),
        ('slug = "linkedin"', 'slug = "LinkedIn"', "slug: Expected `str` matching regex"),
        ("published = true", "publish = true", "publish: Object contains unknown field"),
        ("low = 3", "low = 7", "ratings"),
        ("[support.text-posts]", "[support.telepathy]", "support.telepathy: there is no such feature"),
        ("checked_on = 2026-11-23", "checked_on = 2062-11-23", "lies in the future"),
        ("read_on = 2026-11-23", "read_on = 2062-11-23", "lies in the future"),
        ('website = "https://', 'website = "javascript://', "website"),
    ],
)
def test_each_mistake_is_reported_by_file_and_key(shipped_files, old, new, said):
    assert old in shipped_files[LINKEDIN]

    found = problems(shipped_files, **{LINKEDIN: shipped_files[LINKEDIN].replace(old, new, 1)})

    assert any(line.startswith(LINKEDIN) and said in line for line in found), found


@pytest.mark.parametrize(
    ("field", "changed", "said"),
    [
        ("uses", {"no-goal": UsePart(1, "Why.", ())}, "uses.no-goal: there is no such goal"),
        ("uses", {"career": UsePart(1, "", ())}, "uses.career: says no why"),
        ("audience", AudiencePart(CountriesPart(("DE",), ("US",))), "audience.countries: names where it is offered"),
        ("audience", AudiencePart(CountriesPart(("DE", "DE"))), "audience.countries: names a country twice"),
        ("audience", AudiencePart(ages=AgesPart(13, {"UK": 16})), "audience.ages: “UK” is no country's code"),
        ("audience", AudiencePart(ages=AgesPart(13, younger=13)), "begins no earlier"),
        ("audience", AudiencePart(fields=FieldsPart((Field.CARE, Field.CARE))), "names something twice"),
    ],
)
def test_a_mistake_in_uses_or_audience_is_reported(shipped, field, changed, said):
    (linkedin,) = only(shipped, "linkedin").platforms
    wrong = msgspec.structs.replace(linkedin, **{field: changed})

    found = problems(write_files(msgspec.structs.replace(shipped, platforms=(wrong,))))

    assert any(said in line for line in found), found


def test_a_dangling_source_is_reported(shipped_files):
    text = shipped_files[LINKEDIN]
    cited = re.search(r"^\[sources\.([\w-]+)\]$", text, re.MULTILINE)[1]
    dangling = text.replace(f"[sources.{cited}]", "[sources.linkedin-something-else]")

    assert any(f"names the source “{cited}”" in line for line in problems(shipped_files, **{LINKEDIN: dangling}))


def test_a_broken_file_is_refused_with_its_line(shipped_files):
    broken = shipped_files[LINKEDIN].replace('kind = "professional"', "kind = professional")

    found = problems(shipped_files, **{LINKEDIN: broken})

    assert any(line.startswith(f"{LINKEDIN}: is not TOML: ") and "line 4" in line for line in found), found


def test_missing_and_stray_files_are_reported(shipped_files):
    assert "goals.toml: is missing" in problems(shipped_files, **{"goals.toml": None})
    assert "stray.toml: is not a file of a catalogue" in problems(shipped_files, **{"stray.toml": ""})


def test_another_version_is_refused(shipped_files):
    assert any("version" in line for line in problems(shipped_files, **{"catalogue.toml": "version = 2"}))


@seldom
@given(st.binary(max_size=200))
def test_rubbish_is_refused_and_never_crashes(linkedin_alone, rubbish):
    files = linkedin_alone | {LINKEDIN: rubbish.decode("utf-8", "replace")}

    with pytest.raises(Invalid):
        read_files(files, today=TODAY)


def test_an_empty_document_is_valid():
    assert read_files(write_files(Document()), today=TODAY) == Document()
