"""Start the product: upgrade the database, load the catalogue, make the first account, and serve."""

import fcntl
import io
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from compare_site import observability, server
from platforms.management.release import merge_release
from platforms.management.static_files import collect_static
from platforms.management.upgrade import upgrade
from platforms.models import Platform
from platforms.storage.database.file import damage


class Command(BaseCommand):
    help = "Run Side by Side with its catalogue. A second run keeps all data."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser) -> None:
        parser.add_argument("--port", default="8000", help="1 to 65535 (8000)")
        parser.add_argument(
            "--lan", action="store_true", help="listen on all interfaces, and show the address for a phone"
        )
        parser.add_argument("--workers", default="1", help="web server processes, 1 to 64 (1)")
        parser.add_argument(
            "--keep-catalogue", action="store_true", help="leave the catalogue as it is, also after an upgrade"
        )

    def handle(self, *, lan: bool, keep_catalogue: bool, **options: Any) -> None:
        port = _number("--port", options["port"], 65535)
        workers = _number("--workers", options["workers"], 64)
        host = "0.0.0.0" if lan else "127.0.0.1"  # noqa: S104
        _refuse_busy(host, port)
        try:
            with _alone():
                self._prepare(keep_catalogue=keep_catalogue)
        except DatabaseError as error:
            raise CommandError(f"The database can't be used: {' '.join(str(error).split())}") from error
        except OSError as error:
            raise CommandError(f"The folder {settings.DATA_DIR} can't be written: {error.strerror}") from error
        own = _own_address() if lan else "127.0.0.1"
        self.stdout.write(f"Side by Side: http://{own}:{port}/   (Ctrl-C stops it)")
        if lan:
            self._show_code(f"http://{own}:{port}/")
        self.stdout.flush()
        serve(host=host, port=port, workers=workers, hosts=["*"] if lan else None)

    def _prepare(self, *, keep_catalogue: bool) -> None:
        if reason := damage():
            raise CommandError(f"The database can't be used: it is damaged ({reason}). Put a backup in its place.")
        if notice := upgrade():
            self.stdout.write(notice)
        if not Platform.objects.exists():
            call_command("load_catalogue", stdout=self.stdout)
        elif not keep_catalogue and (notice := merge_release()):
            self.stdout.write(notice)
        users = get_user_model().objects
        if not users.exists():
            # Shown before it is stored, so that no account has a password that nobody could read.
            password = secrets.token_urlsafe(12)
            self.stdout.write(f"Editors sign in at /admin/ as admin with the password {password} (shown this once).")
            self.stdout.flush()
            users.create_superuser("admin", password=password)
        collect_static()

    def _show_code(self, address: str) -> None:
        code = io.StringIO()
        segno.make(address, error="l").terminal(code, compact=True, border=2)
        self.stdout.write(code.getvalue())


def serve(*, host: str, port: int, workers: int, hosts: list[str] | None) -> None:
    """Serve until Ctrl-C, in a new program that takes its settings from the environment."""
    os.environ["DATA_DIR"] = str(settings.DATA_DIR)
    os.environ["SECRET_KEY"] = settings.SECRET_KEY
    if hosts:
        os.environ["ALLOWED_HOSTS"] = ",".join(hosts)
    connections.close_all()
    observability.forget_metrics(settings.DATA_DIR / "metrics")
    server.exec_server("compare_site.rsgi:application", host=host, port=port, workers=workers)


def _number(option: str, text: str, most: int) -> int:
    if not str(text).isdigit() or not 1 <= int(text) <= most:
        raise CommandError(f"{option} must be a number from 1 to {most}, not {text!r}.")
    return int(text)


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other `start` prepares the same folder."""
    with (settings.DATA_DIR / ".starting").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _refuse_busy(host: str, port: int) -> None:
    """Raise CommandError when the port can't be used."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(f"Port {port} can't be used ({error.strerror}); choose another with --port.") from error


def _own_address() -> str:
    """Return the address that a packet to the outside would come from, or the host name. Send none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return probe.getsockname()[0]
