"""Update the translation files to the texts that there are now, compile them, and list what is missing."""

from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from platforms.domain.document.files import read_files
from platforms.management.catalogue_files import SHIPPED, files_in
from platforms.translations import files, interface
from platforms.translations.catalogue import languages, messages_of
from platforms.translations.compiled import compile_messages

TO_DO = (
    "Write the missing translations into the .po files. At a fuzzy one the English was changed: mend the translation "
    "and delete its `#, fuzzy`. Then run this again."
)


class Command(BaseCommand):
    help = "Update and compile the translation files (*.po); list the texts whose translation is missing or fuzzy."
    requires_system_checks = ()  # it needs no database

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when a text is listed")

    def handle(self, *, check: bool, **_options: Any) -> None:
        of_interface = interface.texts()
        of_catalogue = messages_of(read_files(files_in(SHIPPED), today=timezone.now().date()))
        count = 0
        for language in languages():
            count += self._file(language, files.interface_path(language), of_interface, check)
            count += self._file(language, files.catalogue_path(language), of_catalogue, check)
        if not check:
            compile_messages()
        summary = f"{count} texts have no translation that holds."
        if count and check:
            raise CommandError(f"{summary} {TO_DO}")
        self.stdout.write(f"{summary} {TO_DO}" if count else summary)

    def _file(self, language: str, path: Path, texts: Catalog, check: bool) -> int:
        """Update one file, list what it lacks, and return how much that is."""
        translated = files.merge(files.read(path, language), texts)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files.as_text(translated))
        missing = files.gaps(translated, texts)
        for gap in missing:
            self.stdout.write(f"{language} {gap.kind}: {gap.where}: {gap.text}")
        return len(missing)
