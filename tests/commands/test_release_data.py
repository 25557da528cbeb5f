"""Releases of the open data."""

import datetime
import zipfile

import pytest
from django.core.management import CommandError, call_command

from platforms.domain.opendata.catalogue import read_json
from platforms.models import Support

pytestmark = pytest.mark.django_db


def release(folder):
    call_command("release_data", folder, verbosity=0)
    newest = max(folder.glob("*.zip"))
    with zipfile.ZipFile(newest) as opened:
        return newest, {name: opened.read(name).decode() for name in opened.namelist()}


def test_a_release_holds_everything_in_every_format(tmp_path, shipped):
    path, files = release(tmp_path)

    assert path.name.startswith("side-by-side-20")
    assert {"CHANGES.md", "catalogue.json", "catalogue.csv", "toml/catalogue.toml"} <= files.keys()
    document = read_json(files["catalogue.json"], name="", today=datetime.date(2030, 1, 1))
    assert {platform.slug for platform in document.platforms} == {p.slug for p in shipped.platforms if p.published}
    assert "The first release." in files["CHANGES.md"]


def test_a_release_says_what_changed_since_the_last(tmp_path):
    path, _ = release(tmp_path)
    path.rename(tmp_path / "side-by-side-2026-01-01.zip")
    cell = Support.objects.get(platform__slug="linkedin", feature__slug="polls")
    cell.value = "no"
    cell.save()

    _, files = release(tmp_path)

    assert "- LinkedIn, Polls: Yes → No" in files["CHANGES.md"]
    assert files["CHANGES.md"].count("\n- ") == 1


def test_a_broken_earlier_release_is_named(tmp_path):
    (tmp_path / "side-by-side-2026-01-01.zip").write_text("no archive")

    with pytest.raises(CommandError, match="can't be written"):
        release(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
