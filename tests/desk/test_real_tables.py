"""Tables as Excel, LibreOffice and Google write them: separators, encodings, sheets, capitals, words of Excel."""

import csv
import io

import openpyxl
import pytest

from platforms.models import Support
from tests.desk.conftest import text_of
from tests.desk.tables import load, upload

pytestmark = pytest.mark.usefixtures("tables")

HEADINGS = ["Platform", "Feature", "VALUE", "Note", "Sources", "Checked on"]
NOTE = "Fünf Antworten: „höchstens“ 140 Zeichen, 3 € im Monat"


@pytest.fixture
def row(linkedin):
    cell = linkedin.support.get(feature__slug="polls")
    return ["LinkedIn", "Polls", "PARTLY", NOTE, ", ".join(s.slug for s in cell.sources.all()), "28.10.2026"]


def as_csv(row, encoding, **how):
    text = io.StringIO()
    csv.writer(text, **how).writerows([HEADINGS, row])
    return text.getvalue().encode(encoding)


def as_xlsx(*sheets):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    book.save(out)
    return out.getvalue()


REAL = {
    "semicolons and CRLF": (
        lambda row: as_csv(row, "utf-8", delimiter=";", lineterminator="\r\n"),
        "CSV, separated by semicolons, UTF-8: 1 row.",
    ),
    "Windows-1252": (
        lambda row: as_csv(row, "cp1252", delimiter=";"), "CSV, separated by semicolons, Windows-1252: 1 row.",
    ),
    "a byte order mark": (
        lambda row: as_csv(row, "utf-8-sig"), "CSV, separated by commas, UTF-8 with a byte order mark: 1 row.",
    ),
    "Excel's Unicode text": (
        lambda row: as_csv(row, "utf-16", delimiter="\t"), "CSV, separated by tabs, UTF-16: 1 row.",
    ),
    "an extra sheet, and empty rows": (
        lambda row: as_xlsx(("Read me", [["Made by hand"]]), ("Cells", [[], HEADINGS, [], row, [None, ""]])),
        "XLSX, the sheet “Cells”: 1 row. Left out: “Read me”.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REAL)
def test_a_table_is_read_as_its_program_wrote_it(publisher, row, kind):
    make, read = REAL[kind]

    page = upload(publisher, make(row), name="Tabelle1.csv")
    load(publisher, page)

    assert read in text_of(page)
    cell = Support.objects.get(platform__slug="linkedin", feature__slug="polls")
    assert (cell.value, cell.note, str(cell.checked_on)) == ("partly", NOTE, "2026-10-28")


def test_of_two_sheets_that_fit_one_is_chosen(publisher, row):
    content = as_xlsx(("March", [HEADINGS, row]), ("April", [HEADINGS, [*row[:3], "In April", *row[4:]]]))

    page = upload(publisher, content)
    assert "Which one?" in text_of(page)
    page = load(publisher, page, sheet="April")

    assert "XLSX, the sheet “April”: 1 row. Left out: “March”." in text_of(page)
    assert "In April" in text_of(page)


def test_rows_are_counted_as_the_spreadsheet_counts(publisher, row):
    broken = [*row[:3], "Two\nlines", *row[4:]]

    page = upload(publisher, as_xlsx(("Cells", [[], HEADINGS, broken, [], ["linkedin", "photos", "vielleicht"]])))

    assert "Row 5, column “value”: “vielleicht” is not yes, partly, no or unknown." in text_of(page)


def test_a_formula_without_a_value_is_a_fault(publisher, row):
    row[3] = "=CONCATENATE(1,2)"

    page = upload(publisher, as_xlsx(("Cells", [HEADINGS, row])))

    assert "Row 2, column “note”: is a formula without a value; paste the values instead." in text_of(page)


def test_a_column_that_is_left_out_stays_as_it_is(publisher, linkedin):
    cell = linkedin.support.get(feature__slug="polls")
    before = (cell.value, {source.slug for source in cell.sources.all()})

    page = upload(publisher, b"feature;platform;note;price\npolls;linkedin;Only the note;3\n")
    load(publisher, page)

    assert "Columns that say nothing here, left out: price." in text_of(page)
    cell = linkedin.support.get(feature__slug="polls")
    assert (cell.value, {source.slug for source in cell.sources.all()}) == before
    assert cell.note == "Only the note"


@pytest.mark.parametrize(("said", "stored"), [(True, "yes"), (False, "no"), ("Yes", "yes"), ("UNKNOWN", "unknown")])
def test_yes_and_no_in_any_spelling(publisher, row, said, stored):
    row[2] = said

    load(publisher, upload(publisher, as_xlsx(("Cells", [HEADINGS, row]))))

    assert Support.objects.get(platform__slug="linkedin", feature__slug="polls").value == stored


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("linkedin,focus,3,1,x,{s},\n", "Row 2: low 3 is above high 1."),
        ("linkedin,focus,3.0,9,x,{s},\n", "Row 2, column “highest”: “9” is not a level from 0 to 4."),
        ("linkedin,focus,unknown,unknown,,,\n", "is a core trait; a public platform needs a rating of it."),
        ("linkedin,focus,1,1,,{s},\n", "Row 2: says no why."),
    ],
)
def test_the_rules_of_the_document_hold_for_ratings(publisher, linkedin, rows, message):
    linkedin.ratings.get(trait__slug="focus").trait.__class__.objects.filter(slug="focus").update(core=True)
    source = linkedin.ratings.get(trait__slug="focus").sources.first().slug
    headings = "platform,trait,lowest,highest,why,sources,checked_on\n"

    page = upload(publisher, (headings + rows.format(s=source)).encode(), kind="rating")

    assert message in text_of(page)


def test_facts_are_read_by_their_rules(publisher, linkedin):
    source = linkedin.facts.first().sources.first().slug
    rows = f"platform,subject,value,sources\nlinkedin,launched,long ago,{source}\n"

    page = upload(publisher, rows.encode(), kind="fact")

    assert "Row 2: is not a whole number; conditions belong into the note." in text_of(page)
