"""Where an uploaded table waits: in a folder of its own, by a name that we gave, for the one who sent it."""

import fcntl
import json
import re
import shutil
import time
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from platforms.desk.cells import process

NAME = re.compile(r"[0-9a-f]{32}")
MOST_JOBS = 2
BUSY = _("Other files are being read. Try again in a minute.")
STOPPED = _("Reading it was stopped: it needs too much memory or time. Nothing was changed.")

KEPT = 24 * 60 * 60
"""Seconds after which an upload is deleted."""


class Upload:
    """A table with what is known of it: who sent it, how far it is read, what it would change."""

    def __init__(self, name: str, **mine: Any):
        """Raise LookupError for a name that is not ours, an upload that is gone, or of other sender or kind."""
        self.name, self.folder = name, _home() / name
        if not NAME.fullmatch(name) or not (self.folder / "about.json").is_file():
            raise LookupError(name)
        about = self.read("about")
        if any(about[key] != value for key, value in mine.items()):
            raise LookupError(name)

    @classmethod
    def create(cls, content: bytes, **about: Any) -> "Upload":
        """Store a table; delete what was left a day ago."""
        for old in _home().iterdir():
            if old.stat().st_mtime < time.time() - KEPT:
                shutil.rmtree(old, ignore_errors=True)
        name = uuid4().hex
        folder = _home() / name
        folder.mkdir(mode=0o700)
        (folder / "table").write_bytes(content)
        (folder / "about.json").write_text(json.dumps(about))
        return cls(name)

    @property
    def content(self) -> bytes:
        return (self.folder / "table").read_bytes()

    def read(self, part: str) -> dict[str, Any]:
        """Return "about", "progress", "result" or what a look "looked" like; empty where there is none yet."""
        path = self.folder / f"{part}.json"
        return json.loads(path.read_text()) if path.is_file() else {}

    def write(self, part: str, value: dict[str, Any]) -> None:
        """Store it in one step: a page that looks meanwhile reads the old one or the new one."""
        written = self.folder / f".{part}"
        written.write_text(json.dumps(value))
        written.replace(self.folder / f"{part}.json")

    def forget(self, part: str) -> None:
        (self.folder / f"{part}.json").unlink(missing_ok=True)

    def lock(self) -> IO[bytes] | None:
        """Return the lock that a job holds as long as it lives; None when one does."""
        file = (self.folder / "lock").open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        return file

    def begin(self, step: str) -> None:
        """Start a job, unless one is at work; until it ends there is no result."""
        if lock := self.lock():
            with lock:
                if step == "load":
                    self.write("looked", self.read("result"))
                self.forget("result")
                self.forget("progress")
                process.start(self.name, step, lock.fileno())

    @property
    def is_running(self) -> bool:
        if (lock := self.lock()) is None:
            return True
        lock.close()
        return False


def running() -> int:
    """Return how many jobs are at work on this machine."""
    return sum(Upload(folder.name).is_running for folder in _home().iterdir() if (folder / "about.json").is_file())


def _home() -> Path:
    home = Path(settings.DATA_DIR, "imports")
    home.mkdir(parents=True, exist_ok=True)
    return home
