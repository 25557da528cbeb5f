"""Write the catalogue as the document that `load_catalogue` reads."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from platforms.domain.document.writing import write_files
from platforms.storage.document.stored import stored


class Command(BaseCommand):
    help = "Write everything that is stored, drafts too, as TOML files into a folder."

    def add_arguments(self, parser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **_options: Any) -> None:
        files = write_files(stored())
        try:
            _write(folder, files)
        except OSError as error:
            raise CommandError(
                f"{folder} can't be written: {error.strerror or error}. A former dump is whole."
            ) from error
        self.stdout.write(f"{len(files)} files written to {folder}.")


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write the whole new dump, or leave a former one as it was when the disk is full or the process is killed.

    Everything is written beside its place first. While the files are moved `catalogue.toml` is missing, and without it
    nothing loads. Files of an earlier dump that this one lacks are removed.
    """
    places = {folder / name: text for name, text in files.items()}
    waiting = {path: path.with_name(f"{path.name}.new") for path in places}
    try:
        for path, new in waiting.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(places[path], "utf-8")
    except OSError:
        for new in waiting.values():
            new.unlink(missing_ok=True)
        raise
    mark = folder / "catalogue.toml"
    mark.unlink(missing_ok=True)
    for path in {
        folder / "sources.toml",
        folder / "translations.toml",
        *(folder / "platforms").glob("*.toml"),
    } - places.keys():
        path.unlink(missing_ok=True)
    for path, new in sorted(waiting.items(), key=lambda pair: pair[0] == mark):
        new.replace(path)
