"""Load the shipped catalogue, one that `dump_catalogue` wrote, or a `catalogue.json` of the open data."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from platforms.domain.document.files import mended_files
from platforms.domain.document.parts import Document
from platforms.domain.document.problems import Invalid, Problem
from platforms.domain.opendata.catalogue import read_json
from platforms.storage.document.load import load
from platforms.storage.document.write import Refused

SHIPPED = Path(__file__).resolve().parents[2] / "data"


def files_in(folder: Path) -> dict[str, str]:
    """Return the texts of the TOML files in a folder, by name. Raise CommandError when there is no such folder."""
    if not folder.is_dir():
        raise CommandError(f"{folder} is not a folder.")
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.toml"))}


def read(path: Path) -> tuple[Document, list[Problem]]:
    """Return a folder's or JSON file's document, and what became a draft. Raise Invalid, CommandError if unreadable."""
    today = timezone.now().date()
    try:
        if path.suffix == ".json":
            return read_json(path.read_text("utf-8"), name=path.name, today=today), []
        return mended_files(files_in(path), today=today)
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} can't be read: {error}") from error


class Command(BaseCommand):
    help = "Load the catalogue from a folder of TOML files or one JSON file: all or nothing, keeping editors' changes."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, default=SHIPPED, help="or a .json file; the shipped one when left out"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change, write nothing")
        parser.add_argument("--overwrite", action="store_true", help="let the files win over editors' changes")

    def handle(self, *, folder: Path, dry_run: bool, overwrite: bool, verbosity: int, **_options: Any) -> None:
        try:
            document, drafts = read(folder)
            merged = load(document, overwrite=overwrite, dry_run=dry_run, of_release=folder == SHIPPED)
        except (Invalid, Refused) as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        except DatabaseError as error:
            reason = " ".join(str(error).split())
            raise CommandError(f"Nothing was loaded: the database can't be written ({reason}).") from error
        for problem in drafts:
            self.stdout.write(f"  a draft, or mended: {problem}")
        if verbosity > 1 or dry_run:
            for change in merged.changes:
                self.stdout.write(f"  {'/'.join(change.key)}: {_brief(change.old)} -> {_brief(change.new)}")
        for change in merged.preserved:
            self.stdout.write(f"  kept as an editor has it: {'/'.join(change.key)}")
        verb = "would change" if dry_run else "changed"
        self.stdout.write(f"{len(document.platforms)} platforms read, {len(merged.changes)} keys {verb}.")


def _brief(value: Any) -> str:
    text = str(getattr(value, "value", None) or value)
    return text if len(text) <= 60 else f"{text[:59]}…"
