"""Write the open data as one dated archive, with what changed since the last."""

import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from platforms import words
from platforms.domain.catalogue.conversion import document_of
from platforms.domain.catalogue.from_document import platform_of
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.parts import Document
from platforms.domain.document.writing import write_files
from platforms.domain.opendata.catalogue import Setting, catalogue_data, read_json
from platforms.domain.opendata.release import changelog
from platforms.domain.opendata.spreadsheet import catalogue_csv
from platforms.sentences import part_title
from platforms.storage import published
from platforms.templatetags.changes import changed_value

PREFIX = "side-by-side-"


class Command(BaseCommand):
    help = "Write what is published into a folder as one archive: JSON, CSV, TOML, and the changes since the last one."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **_options: Any) -> None:
        day, catalogue = timezone.now().date(), published.current()
        archive = folder / f"{PREFIX}{day}.zip"
        earlier = [path for path in sorted(folder.glob(f"{PREFIX}*.zip")) if path.name < archive.name]
        try:
            text = changelog(
                old=_read(earlier[-1], day) if earlier else None,
                new=catalogue,
                day=day,
                title=part_title,
                value=changed_value,
            )
            _write(archive, {"CHANGES.md": text, **_files(catalogue)})
        except (OSError, zipfile.BadZipFile, KeyError) as error:
            raise CommandError(f"{archive} can't be written: {error}") from error
        self.stdout.write(f"{archive}: {len(catalogue.platforms)} platforms.")


def _files(catalogue: Catalogue) -> dict[str, str]:
    setting = Setting(catalogue, settings.SITE_URL)
    return {
        "catalogue.json": msgspec.json.encode(catalogue_data(setting)).decode(),
        "catalogue.csv": catalogue_csv(catalogue, address=setting.profile, words=words),
        **{f"toml/{name}": text for name, text in write_files(document_of(catalogue)).items()},
    }


def _read(archive: Path, day) -> Catalogue:
    """Return the platforms of an earlier release."""
    with zipfile.ZipFile(archive) as opened:
        document: Document = read_json(opened.read("catalogue.json").decode(), name=archive.name, today=day)
    platforms = tuple(platform_of(part, document.sources) for part in document.platforms)
    return Catalogue("", (), (), (), (), platforms)


def _write(archive: Path, files: dict[str, str]) -> None:
    """Write the whole archive, or leave a former one as it was."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in files.items():
            opened.writestr(name, text)
    archive.parent.mkdir(parents=True, exist_ok=True)
    new = archive.with_suffix(".new")
    new.write_bytes(held.getvalue())
    new.replace(archive)
