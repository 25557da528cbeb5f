"""Load the shipped catalogue, one that `dump_catalogue` wrote, or a `catalogue.json` of the open data."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from platforms.domain.document.problems import Invalid
from platforms.management.catalogue_files import SHIPPED, read
from platforms.storage.document.load import load
from platforms.storage.document.write import Refused


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
