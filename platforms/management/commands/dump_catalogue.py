"""Write the catalogue as the document that `load_catalogue` reads."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from platforms.domain import document
from platforms.models import storing


class Command(BaseCommand):
    help = "Write everything that is stored, drafts too, as TOML files into a folder."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **_options: Any) -> None:
        files = document.write(storing.stored())
        try:
            for name, text in files.items():
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
        except OSError as error:
            raise CommandError(f"{folder} can't be written: {error}") from error
        self.stdout.write(f"{len(files)} files written to {folder}.")
