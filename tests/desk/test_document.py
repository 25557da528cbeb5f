"""The catalogue out as a document and in again, with a dry run first."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from platforms.models import Platform
from tests.desk.conftest import text_of

URL = "/admin/document/"


def packed(files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(name, text)
    return held.getvalue()


pytestmark = pytest.mark.usefixtures("tables")


def send(client, content, *, load=""):
    page = client.post(URL, {"file": SimpleUploadedFile("catalogue.zip", content)}, follow=True)
    return client.post(page.request["PATH_INFO"], {"load": load}, follow=True) if load else page


@pytest.fixture
def newer(shipped_files):
    """The shipped files with another tagline for LinkedIn."""
    name = "platforms/linkedin.toml"
    tagline = Platform.objects.get(slug="linkedin").tagline
    return shipped_files | {name: shipped_files[name].replace(tagline, "Quite another tagline")}


def test_reloading_a_download_changes_nothing(publisher):
    content = publisher.get("/admin/document/download/").content

    assert "0 keys would change" in text_of(send(publisher, content))


def test_the_dry_run_shows_each_difference_and_writes_nothing(publisher, newer):
    page = text_of(send(publisher, packed(newer)))

    assert "1 key would change" in page
    assert "platforms/linkedin/tagline" in page
    assert Platform.objects.get(slug="linkedin").tagline != "Quite another tagline"


def test_loading_records_its_editor_in_the_history(publisher, newer):
    send(publisher, packed(newer), load="1")

    linkedin = Platform.objects.get(slug="linkedin")
    assert linkedin.tagline == "Quite another tagline"
    assert linkedin.history.order_by("-history_id").first().history_user.username == "publisher"


def test_one_bad_file_is_reported_and_nothing_is_loaded(publisher, newer):
    bad = newer | {"platforms/meetup.toml": "slug = 7"}

    page = send(publisher, packed(bad), load="1")

    assert page.status_code == 422
    assert "platforms/meetup.toml" in text_of(page)
    assert Platform.objects.get(slug="linkedin").tagline != "Quite another tagline"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no zip", "This is not a ZIP"),
        (packed({"a.toml": "0" * 21 * 1024 * 1024}), "Unpacked, this file is larger than 20 MB"),
        (b"x" * 20 * 1024 * 1024, "larger than 5 MB"),
    ],
    ids=["no zip", "a bomb", "20 megabytes"],
)
def test_unreadable_files_are_reported(publisher, content, message):
    assert message in text_of(send(publisher, content))


def test_an_editor_cannot_load_a_document(editor, newer):
    assert send(editor, packed(newer), load="1").status_code == 403


DEEP = {
    "dots": ".".join("a" * 20_000) + " = 1",
    "arrays": "a = " + "[" * 90_000 + "]" * 90_000,
    "tables": "a = " + "{a=" * 9_000 + "1" + "}" * 9_000,
    "nul": 'slug = "a\0b"',
    "large": f'slug = "{"a" * 600_000}"',
}


@pytest.mark.parametrize("kind", DEEP)
def test_a_file_that_takes_for_ever_is_refused(publisher, newer, kind):
    response = send(publisher, packed(newer | {"platforms/meetup.toml": DEEP[kind]}), load="1")

    assert response.status_code == 422
    assert Platform.objects.get(slug="linkedin").tagline != "Quite another tagline"
