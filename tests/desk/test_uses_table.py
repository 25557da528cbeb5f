"""Uses and audiences out to a spreadsheet and in again, all or nothing."""

import csv
import io

import pytest

from platforms.models import AudienceCell, Platform, Use
from platforms.storage import history
from platforms.storage.document.stored import stored_platform
from tests.desk.conftest import text_of
from tests.desk.tables import export, load, upload
from tests.parts import known

COLUMNS = {
    "use": ["platform", "goal", "level", "why", "sources", "checked_on"],
    "audiencecell": [
        "platform", "subject", "offered", "not_offered", "members", "minimum", "exceptions", "check", "younger",
        "fields", "needs", "note", "sources", "checked_on",
    ],
}  # fmt: skip
pytestmark = pytest.mark.usefixtures("tables")


@pytest.fixture(autouse=True)
def nothing_known(database):
    """No platform has a use or an audience yet: these tests enter their own."""
    Use.objects.all().delete()
    AudienceCell.objects.all().delete()


@pytest.fixture
def filled(linkedin):
    part = stored_platform(linkedin.pk)
    history.save(known(part), base=part)
    return stored_platform(linkedin.pk)


def table(model, *rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS[model], restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_tables_have_a_row_for_each_cell(editor, filled):
    uses, audience = (
        [row for row in rows_of(export(editor, kind=model)) if row["sources"]] for model in ("use", "audiencecell")
    )

    assert {row["goal"]: row["level"] for row in uses} == {"career": "4", "communities": "1"}
    by_subject = {row["subject"]: row for row in audience}
    assert (by_subject["countries"]["not_offered"], by_subject["countries"]["members"]) == ("CN", "US, IN")
    assert (by_subject["ages"]["minimum"], by_subject["ages"]["exceptions"]) == ("16", "AU 18, KR 14")
    assert by_subject["fields"]["fields"] == "business, design"
    assert by_subject["joining"]["needs"] == "work-email"
    assert by_subject["joining"]["offered"] == ""


@pytest.mark.parametrize("model", ["use", "audiencecell"])
@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_importing_an_export_again_changes_nothing(editor, filled, model, extension):
    page = upload(editor, export(editor, kind=model, extension=extension), kind=model)

    assert "This table changes nothing." in text_of(page)


def test_an_import_adds_and_changes_uses_with_one_entry(editor, linkedin, filled):
    source = filled.uses["career"].sources[0]
    rows = [
        {"platform": "linkedin", "goal": "career", "level": 3, "why": "A page of jobs.", "sources": source},
        {"platform": "linkedin", "goal": "learn-field", "level": 2, "why": "Courses.", "sources": source},
    ]
    before = linkedin.history.count()

    load(editor, upload(editor, table("use", *rows), kind="use"))

    now = stored_platform(linkedin.pk).uses
    assert {goal: use.level for goal, use in now.items()} == {"career": 3, "communities": 1, "learn-field": 2}
    assert linkedin.history.count() == before + 1


def test_an_import_changes_an_audience(editor, linkedin, filled):
    source = filled.uses["career"].sources[0]
    rows = [
        {"platform": "linkedin", "subject": "Countries", "offered": "us, ca", "sources": source},
        {"platform": "linkedin", "subject": "ages", "minimum": "13", "exceptions": "KR 14", "sources": source},
        {"platform": "linkedin", "subject": "fields", "sources": source},
    ]

    load(editor, upload(editor, table("audiencecell", *rows), kind="audiencecell"))

    now = stored_platform(linkedin.pk).audience
    assert (now.countries.offered, now.countries.not_offered) == (("US", "CA"), ())
    assert (now.ages.minimum, now.ages.exceptions, now.ages.check) == (13, {"KR": 14}, "")
    assert now.fields.fields == ()
    assert now.joining == filled.audience.joining


@pytest.mark.parametrize(
    ("model", "row", "message"),
    [
        ("use", {"goal": "no-such-goal", "level": 1, "why": "x"}, "there is no goal “no-such-goal”"),
        ("use", {"goal": "career", "level": 5, "why": "x"}, "“5” is not a level from 0 to 4"),
        ("use", {"goal": "career", "level": "", "why": "x"}, "column “level”: is empty"),
        ("use", {"goal": "career", "level": 1, "why": ""}, "says no why"),
        ("audiencecell", {"subject": "moods"}, "there is no subject “moods”"),
        ("audiencecell", {"subject": "countries", "offered": "USA"}, "“USA” is no country's code."),
        ("audiencecell", {"subject": "countries", "offered": "US", "not_offered": "CN"}, "one of them is enough"),
        ("audiencecell", {"subject": "ages"}, "minimum"),
        ("audiencecell", {"subject": "ages", "minimum": "old"}, "“old” is no age in years."),
        ("audiencecell", {"subject": "ages", "minimum": "13", "exceptions": "AU"}, "“AU” can't be read."),
        ("audiencecell", {"subject": "ages", "minimum": "13", "check": "guessed"}, "guessed"),
        ("audiencecell", {"subject": "fields", "fields": "magic"}, "magic"),
        ("audiencecell", {"subject": "joining", "offered": "US"}, "column “offered”: says nothing of joining"),
    ],
)
def test_a_bad_row_is_reported_and_nothing_is_written(editor, linkedin, filled, model, row, message):
    source = filled.uses["career"].sources[0]

    page = upload(editor, table(model, {"platform": "linkedin", "sources": source} | row), kind=model)

    assert message in text_of(page)
    assert b'id="load"' not in page.content
    assert stored_platform(linkedin.pk) == filled


def test_an_uncited_use_of_a_public_platform_is_refused(editor, linkedin):
    row = {"platform": "linkedin", "goal": "career", "level": 1, "why": "x"}

    page = upload(editor, table("use", row), kind="use")

    assert "Row 2, column “sources”: is empty; what is known of a public platform needs a source." in text_of(page)
    assert not Platform.objects.filter(uses__isnull=False).exists()
