"""Cells out to a spreadsheet and in again, all or nothing, by the rules of the document."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest

from platforms.desk.cells import uploads
from platforms.models import ChangeSet, ChangeState, Feature, Platform, Support
from tests.desk.conftest import signed_in, text_of
from tests.desk.tables import export, load, upload

COLUMNS = ["platform", "feature", "value", "note", "sources", "checked_on"]

pytestmark = pytest.mark.usefixtures("tables")


def table(*rows, columns=COLUMNS, **how):
    text = io.StringIO()
    csv.writer(text, **how).writerows([columns, *rows])
    return text.getvalue().encode()


def workbook(*rows, title="Cells", **others):
    """An XLSX with the headings and rows, and other sheets."""
    out, book = io.BytesIO(), openpyxl.Workbook()
    book.active.title = title
    for row in [COLUMNS, *rows]:
        book.active.append(row)
    for name, cells in others.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def offers(page):
    return b'id="load"' in page.content


@pytest.fixture
def row(linkedin):
    """LinkedIn's polls as a row of the table."""
    cell = linkedin.support.get(feature__slug="polls")
    return ["linkedin", "polls", cell.value, cell.note, " ".join(s.slug for s in cell.sources.all()), cell.checked_on]


def note():
    return Support.objects.get(platform__slug="linkedin", feature__slug="polls").note


def test_looking_shows_each_difference_and_writes_nothing(publisher, row):
    before = note()
    row[3] = "A wholly new note"

    page = upload(publisher, table(row))

    assert "CSV, separated by commas, UTF-8: 1 row." in text_of(page)
    assert "A wholly new note" in text_of(page)
    assert "1 cell would change" in text_of(page)
    assert note() == before
    assert b"style=" not in page.content


def test_loading_writes_one_history_entry_and_can_be_undone(publisher, linkedin, row):
    before, row[3] = note(), "A wholly new note"

    page = load(publisher, upload(publisher, table(row)))

    assert "Changed: 1 cell." in text_of(page)
    assert note() == "A wholly new note"
    entry = linkedin.history.order_by("-history_id").first()
    assert (entry.history_change_reason, entry.history_user.username) == ("Imported from a spreadsheet", "publisher")
    change = ChangeSet.objects.get()
    publisher.post(f"/admin/platforms/changeset/{change.pk}/change/", {"undo": "1"})
    assert note() == before


def test_a_changed_cell_is_checked_today_unless_its_row_says_another_day(publisher, linkedin, row):
    row[3] = "A wholly new note"
    load(publisher, upload(publisher, table(row)))
    cell = linkedin.support.get(feature__slug="polls")
    assert row[5] is None or cell.checked_on > row[5]

    load(publisher, upload(publisher, table([*row[:3], "Another", row[4], "2026-01-02"])))
    assert str(linkedin.support.get(feature__slug="polls").checked_on) == "2026-01-02"


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_what_an_editor_imports_waits_for_a_publisher(settings, row, role):
    settings.DIRECT_PUBLISHING = False
    before, row[3], client = note(), "A wholly new note", signed_in(role)

    page = load(client, upload(client, table(row)))

    waits = role == "editor"
    assert ("Proposed: 1 cell." in text_of(page)) == waits
    assert (note() == before) == waits
    assert ChangeSet.objects.get().state == (ChangeState.PENDING if waits else ChangeState.PUBLISHED)


@pytest.mark.parametrize(
    ("place", "wrong", "message"),
    [
        (0, "linkedn", "Row 3, column “platform”: there is no platform “linkedn”; do you mean “linkedin”?"),
        (1, "foto", "Row 3, column “feature”: there is no feature “foto”"),
        (1, "", "Row 3, column “feature”: is empty."),
        (2, "perhaps", "Row 3, column “value”: “perhaps” is not yes, partly, no or unknown."),
        (3, "x" * 401, "Row 3, column “note”: is longer than 400 characters."),
        (4, "no-such-source", "Row 3, column “sources”: there is no source “no-such-source”"),
        (4, "", "Row 3, column “sources”: is empty; what is known of a public platform needs a source."),
        (5, "yesterday", "Row 3, column “checked_on”: “yesterday” is not a day; write it like 2026-11-28."),
        (5, "2999-01-01", "Row 3: checked_on 2999-01-01 lies in the future."),
        (3, "#REF!", "Row 3, column “note”: is the error #REF! of a spreadsheet."),
    ],
)
def test_a_fault_is_named_by_row_and_column_and_nothing_is_written(publisher, linkedin, row, place, wrong, message):
    good = [*row[:3], "A wholly new note", *row[4:]]
    bad = ["linkedin", "photos", "yes", "x", row[4], ""]
    bad[place] = wrong

    page = upload(publisher, table(good, bad))

    assert message in text_of(page)
    assert not offers(page)
    load(publisher, page)
    assert note() == row[3]


def test_the_same_cell_twice_is_a_fault(publisher, row):
    page = upload(publisher, table(row, [*row[:3], "Other", *row[4:]]))

    assert "Row 3, column “feature”: is there twice; row 2 has it too." in text_of(page)


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_reimporting_an_export_changes_nothing(publisher, extension):
    page = upload(publisher, export(publisher, extension=extension), name=f"cells.{extension}")

    assert "This table changes nothing." in text_of(page)


def test_an_export_has_the_unknown_cells_too(editor, linkedin):
    linkedin.support.filter(feature__slug="polls").delete()

    lines = list(csv.DictReader(io.StringIO(export(editor).decode("utf-8-sig"))))

    assert len(lines) == Platform.objects.count() * Feature.objects.count()
    assert {"platform": "linkedin", "feature": "polls"} | dict.fromkeys(COLUMNS[2:], "") in lines


@pytest.mark.parametrize(
    "query", ["?format=9", "?platform=nowhere", "?platform__id__exact=x&_changelist_filters=1", "?q=%F0"]
)
def test_odd_parameters_of_an_export_do_no_harm(editor, query):
    assert editor.get(f"/admin/platforms/support/export.csv{query}").status_code == 200
    assert editor.get(f"/admin/platforms/support/export.exe{query}").status_code == 404
    assert editor.post(f"/admin/platforms/support/export.csv{query}").status_code < 500


FORMULAS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\n=1", "\r\n =1", "\t@x"]


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_formulas_are_neutralised_on_export_and_restored_on_import(publisher, linkedin, extension):
    cells = list(linkedin.support.select_related("feature").order_by("pk")[: len(FORMULAS)])
    for cell, formula in zip(cells, FORMULAS, strict=True):
        linkedin.support.filter(pk=cell.pk).update(note=formula)
    content = export(publisher, extension=extension)

    if extension == "csv":
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    else:
        lines = list(openpyxl.load_workbook(io.BytesIO(content), read_only=True).active.values)
    notes = {line[1]: line[3] for line in lines if line[0] == "linkedin"}
    assert all(notes[cell.feature.slug].startswith("'") for cell in cells)
    assert "This table changes nothing." in text_of(upload(publisher, content))


@pytest.mark.parametrize("name", ["other", "0" * 32, "x" * 300, "0" * 31 + "g"])
def test_a_name_of_no_upload_reads_and_deletes_nothing(editor, tmp_path, name):
    (tmp_path / "imports" / "other").mkdir(parents=True)
    other = tmp_path / "imports" / "other" / "about.json"
    other.write_text(json.dumps({"user": 1}))

    for method in (editor.get, editor.post):
        assert method(f"/admin/platforms/support/import/{name}/", {"import_file_name": name}).status_code == 404
    assert other.is_file()


def test_an_upload_is_its_senders_alone(publisher, row):
    page = upload(publisher, table(row))

    assert signed_in("publisher", "other").get(page.request["PATH_INFO"]).status_code == 404
    assert publisher.get(page.request["PATH_INFO"].replace("/support/", "/rating/")).status_code == 404


def test_a_change_in_between_is_named(publisher, linkedin, row):
    row[3] = "A wholly new note"
    page = upload(publisher, table(row))
    linkedin.support.filter(feature__slug="polls").update(note="By somebody else")

    assert "Somebody changed the same cells since: linkedin/support/polls." in text_of(load(publisher, page))
    assert note() == "By somebody else"


def test_a_job_that_was_stopped_says_so(publisher, row, monkeypatch):
    monkeypatch.setattr("platforms.desk.cells.process.start", lambda *_: None)

    page = upload(publisher, table(row))

    assert "it needs too much memory or time" in text_of(page)


def test_a_job_at_work_shows_how_far_it_is(publisher, row, monkeypatch):
    page = upload(publisher, table(row))
    upload_ = uploads.Upload(page.request["PATH_INFO"].split("/")[-2])
    upload_.write("progress", {"step": "Comparing the rows", "done": 1200, "of": 5000})

    with upload_.lock():
        working = publisher.get(page.request["PATH_INFO"])
        busy = publisher.post(page.request["PATH_INFO"], {"load": "1"})

    assert "Comparing the rows" in text_of(working)
    assert b'value="1200" max="5000"' in b" ".join(working.content.split())
    assert working["Refresh"] == "1"
    assert "Comparing the rows" in text_of(busy)


def test_a_file_of_20_megabytes_is_refused(editor):
    assert "larger than 2 MB" in text_of(upload(editor, b"x" * 20 * 1024 * 1024))


@pytest.mark.parametrize("name", ["b.xlsx", "b.csv"])
def test_a_zip_bomb_is_refused_before_unpacking(editor, name):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 100 * 1024 * 1024)

    assert "Unpacked, this file is larger than 20 MB" in text_of(upload(editor, packed.getvalue(), name=name))


def changed(change):
    """An XLSX with the headings, its sheet's XML changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, change(text.decode()) if name == "xl/worksheets/sheet1.xml" else text)
    return out.getvalue()


FAR_CELL = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 50}">' for n in range(1, 7))
EMPTY_CELLS = '<row r="2">' + '<c t="inlineStr"><is/></c>' * 200_000 + "</row></sheetData>"
BOMBS = {
    "a cell at the end of the world": lambda sheet: sheet.replace("</sheetData>", FAR_CELL),
    "dimensions that are claimed": lambda sheet: sheet.replace('ref="A1:F1"', 'ref="A1:XFD1048576"'),
    "many cells": lambda sheet: sheet.replace("</sheetData>", EMPTY_CELLS),
    "entities in entities": lambda sheet: (
        f'<!DOCTYPE worksheet [<!ENTITY e0 "lol">{LAUGHS}]>'
        + sheet.split("?>", 1)[-1].replace(
            "</sheetData>", '<row r="2"><c r="A2" t="inlineStr"><is><t>&e6;</t></is></c></row></sheetData>'
        )
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_workbook_that_swells_is_refused(editor, bomb):
    page = upload(editor, changed(BOMBS[bomb]), name="b.xlsx")

    assert page.status_code == 422
    assert not offers(page)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x00\xff nothing of the kind", "This is neither a CSV nor an XLSX file."),
        (b"PK\x03\x04 cut", "This is not an XLSX file."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "Save it as .xlsx or as CSV"),
        (b"platform,value\nlinkedin,yes\n", "The column “feature” is missing."),
        (b"platform,feature,value,value\nlinkedin,polls,yes,no\n", "The column “value” is there twice."),
        (b"platform,feature\n", "There is no row below the headings."),
        (b"", "empty"),
        (b'platform,feature\nlinkedin,"polls\n', "a quotation mark is not closed"),
        (b"platform,feature\n" + b"linkedin,polls\n" * 5001, "More than 5000 rows at once can't be read."),
        ((",".join(["platform", "feature"] + ["x"] * 40)).encode() + b"\na,b\n", "More than 30 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(editor, content, message):
    page = upload(editor, content)

    assert message in text_of(page)
    assert "Traceback" not in text_of(page)
    assert not offers(page)


def test_importing_and_exporting_require_permission_to_change_cells(client, django_user_model):
    client.force_login(
        django_user_model.objects.create_user("nobody", is_staff=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    assert client.get("/admin/platforms/support/import/").status_code == 403
    assert client.get("/admin/platforms/support/export.csv").status_code == 403
