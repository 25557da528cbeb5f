"""Cells out to a spreadsheet and in again, all or nothing."""

import csv
import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from platforms.models import Platform, Support
from tests.desk.conftest import text_of

IMPORT = "/admin/platforms/support/import/"
EXPORT = "/admin/platforms/support/export/"
CSV, XLSX = "0", "1"
COLUMNS = ["platform", "feature", "value", "note", "sources", "checked_on"]


def table(*rows):
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    return text.getvalue().encode()


def upload(client, content, name="cells.csv", kind=CSV):
    return client.post(IMPORT, {"import_file": SimpleUploadedFile(name, content), "format": kind})


def confirm(client, response):
    form = html.fromstring(response.content.decode()).xpath("//form[contains(@action, 'process_import')]")[0]
    return client.post(form.get("action"), dict(form.form_values()), follow=True)


def export(client, kind=CSV):
    chosen = {f"supportresource_{name}": "on" for name in COLUMNS}
    return client.post(EXPORT, {"format": kind, "resource": "0", **chosen}).content


@pytest.fixture
def row(linkedin):
    """LinkedIn's polls as a row of the table."""
    cell = linkedin.support.get(feature__slug="polls")
    return ["linkedin", "polls", cell.value, cell.note, " ".join(s.slug for s in cell.sources.all()), cell.checked_on]


def test_the_dry_run_shows_each_difference_and_writes_nothing(editor, row):
    before = Support.objects.get(platform__slug="linkedin", feature__slug="polls").note
    row[3] = "A wholly new note"

    page = upload(editor, table(row))

    assert "A wholly new note" in text_of(page)
    assert Support.objects.get(platform__slug="linkedin", feature__slug="polls").note == before
    assert b"style=" not in page.content


def test_confirming_an_import_writes_one_history_entry(editor, linkedin, row):
    row[3] = "A wholly new note"

    confirm(editor, upload(editor, table(row)))

    assert linkedin.support.get(feature__slug="polls").note == "A wholly new note"
    entry = linkedin.history.order_by("-history_id").first()
    assert (entry.history_change_reason, entry.history_user.username) == ("Imported from a spreadsheet", "editor")


@pytest.mark.parametrize(
    ("place", "wrong", "message"),
    [
        (0, "nowhere", "does not exist"),
        (1, "no-such-feature", "does not exist"),
        (2, "perhaps", "perhaps"),
        (4, "no-such-source", "There is no source “no-such-source”."),
        (5, "yesterday", "could not be parsed"),
    ],
)
def test_one_bad_row_is_reported_and_nothing_is_written(editor, linkedin, row, place, wrong, message):
    good = [*row[:3], "A wholly new note", *row[4:]]
    bad = ["linkedin", "photos", "yes", "", row[4], ""]
    bad[place] = wrong

    page = upload(editor, table(good, bad))

    assert message in text_of(page)
    assert b"process_import" not in page.content
    assert linkedin.support.get(feature__slug="polls").note == row[3]


def test_an_import_cannot_remove_what_publishing_requires(editor, linkedin, row):
    row[4] = ""

    page = upload(editor, table(row))

    assert "“Polls” is known and has no source." in text_of(page)
    assert linkedin.support.get(feature__slug="polls").sources.exists()


@pytest.mark.parametrize(("kind", "name"), [(CSV, "cells.csv"), (XLSX, "cells.xlsx")])
def test_reimporting_an_export_changes_nothing(editor, kind, name):
    Platform.objects.exclude(slug__in=["linkedin", "meetup"]).delete()
    content = export(editor, kind)

    page = upload(editor, content, name, kind)

    assert b"process_import" in page.content
    assert "<ins>" not in page.content.decode()


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)"])
def test_formulas_are_neutralised_on_export_and_restored_on_import(editor, linkedin, formula):
    linkedin.support.filter(feature__slug="polls").update(note=formula)

    lines = list(csv.DictReader(io.StringIO(export(editor).decode())))

    line = next(line for line in lines if (line["platform"], line["feature"]) == ("linkedin", "polls"))
    assert line["note"] == f"'{formula}"
    page = upload(editor, table([line[name] for name in COLUMNS]))
    assert "<ins>" not in page.content.decode()


@pytest.mark.parametrize("name", ["other", "../other", "0" * 32, "", "x\0"])
def test_confirming_reads_and_deletes_no_other_file(editor, tmp_path, settings, name):
    settings.DATA_DIR = tmp_path
    other = Path(tempfile.gettempdir(), "other")
    other.write_text("not an upload")
    (tmp_path / "other").write_text("not an upload")
    fields = {"import_file_name": name, "original_file_name": "a.csv", "format": CSV, "resource": ""}

    response = editor.post("/admin/platforms/support/process_import/", fields)

    assert response.status_code < 500
    assert other.read_text() == (tmp_path / "other").read_text() == "not an upload"


def test_a_file_of_20_megabytes_is_refused(editor):
    assert "larger than 2 MB" in text_of(upload(editor, b"x" * 20 * 1024 * 1024))


def test_a_zip_bomb_is_refused_before_unpacking(editor):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 100 * 1024 * 1024)

    assert "Unpacked, this file is larger than 20 MB" in text_of(upload(editor, packed.getvalue(), "b.xlsx", XLSX))


def workbook(change):
    """An XLSX with the headings, its sheet's XML changed."""
    plain, changed = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(COLUMNS)
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, change(text.decode()) if name == "xl/worksheets/sheet1.xml" else text)
    return changed.getvalue()


FAR_CELL = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row></sheetData>'
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 50}">' for n in range(1, 7))
BOMBS = {
    "a cell at the end of the world": lambda sheet: sheet.replace("</sheetData>", FAR_CELL),
    "dimensions that are claimed": lambda sheet: sheet.replace('ref="A1:F1"', 'ref="A1:XFD1048576"'),
    "entities in entities": lambda sheet: (
        f'<!DOCTYPE worksheet [<!ENTITY e0 "lol">{LAUGHS}]>'
        + sheet.split("?>", 1)[-1].replace(
            "</sheetData>", '<row r="2"><c r="A2" t="inlineStr"><is><t>&e6;</t></is></c></row></sheetData>'
        )
    ),
}


def test_a_workbook_that_swells_in_memory_is_refused(editor):
    row = '<row r="2">' + '<c t="inlineStr"><is/></c>' * 600_000 + "</row></sheetData>"

    page = upload(editor, workbook(lambda sheet: sheet.replace("</sheetData>", row)), "b.xlsx", XLSX)

    assert page.status_code == 200
    assert b"process_import" not in page.content or "<ins>" not in page.content.decode()


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_workbook_claiming_huge_dimensions_is_read_within_limits(editor, bomb):
    page = upload(editor, workbook(BOMBS[bomb]), "b.xlsx", XLSX)

    assert page.status_code == 200
    assert "<ins>" not in page.content.decode()


def test_a_zip_bomb_under_another_name_is_refused_too(editor):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 100 * 1024 * 1024)

    assert "Unpacked, this file is larger than 20 MB" in text_of(upload(editor, packed.getvalue(), "b.csv", XLSX))


@pytest.mark.parametrize(("name", "kind"), [("cells.xlsx", XLSX), ("cells.csv", CSV)])
def test_a_file_that_is_not_a_table_is_refused(editor, name, kind):
    page = upload(editor, b"\x00\xff nothing of the kind", name, kind)

    assert page.status_code == 200
    assert b"process_import" not in page.content


def test_importing_and_exporting_require_permission_to_change_cells(client, django_user_model):
    client.force_login(
        django_user_model.objects.create_user("nobody", is_staff=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    assert client.get(IMPORT).status_code == 403
    assert client.get(EXPORT).status_code == 403
