"""Bring the translation files up to date with the texts that there are now, compile them, and say what is missing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from platforms.domain.document.files import read_files
from platforms.management.commands.load_catalogue import SHIPPED, files_in
from platforms.translations import interface
from platforms.translations.catalogue import translated


class Command(BaseCommand):
    help = "Update and compile the translation files (*.po) of interface and shipped catalogue; list what is missing."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail when something is missing")

    def handle(self, *, check: bool, **_options: Any) -> None:
        shipped = read_files(files_in(SHIPPED), today=timezone.now().date())
        found_of = {
            interface.interface_path: interface.interface(),
            interface.catalogue_path: interface.of_catalogue(shipped),
        }
        missing = 0
        for language in translated():
            for path_of, found in found_of.items():
                path = path_of(language)
                kept = interface.read(path, language)
                gaps = interface.gaps(kept, found)
                missing += len(gaps)
                for gap in gaps:
                    self.stdout.write(f"{language} {'stale' if gap.stale else 'missing'}: {gap.where}: {gap.text}")
                if not check:
                    _write(path, interface.as_text(interface.merged(kept, found, language)))
            if not check:
                own = interface.interface_path(language)
                _write(own.with_suffix(".mo"), interface.compiled(interface.read(own, language)))
        if missing and check:
            raise CommandError(
                f"{missing} texts have no translation. Write them into the .po files, and run this again."
            )
        self.stdout.write(f"{missing} texts have no translation.")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
