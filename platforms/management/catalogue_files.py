"""Read a catalogue from files: the shipped ones, or a folder or JSON file of somebody's own."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from platforms.domain.document.files import mended_files
from platforms.domain.document.parts import Document
from platforms.domain.document.problems import Problem
from platforms.domain.opendata.catalogue import read_json

SHIPPED = Path(__file__).resolve().parents[1] / "data"


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
