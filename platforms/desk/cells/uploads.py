"""Where an uploaded table waits between its dry run and “Confirm”: in a folder of its own, by a name that we gave.

The library keeps it in the machine's folder for temporary files, and reads and deletes there what the form names.
"""

import re
import time
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from import_export.tmp_storages import BaseStorage

NAME = re.compile(r"[0-9a-f]{32}")
KEPT = 24 * 60 * 60
"""Seconds after which a table that nobody confirmed is deleted."""


class Uploads(BaseStorage):
    def save(self, data: bytes | str) -> None:
        self.name = uuid4().hex
        folder = self._folder()
        for path in folder.iterdir():
            if path.stat().st_mtime < time.time() - KEPT:
                path.unlink(missing_ok=True)
        (folder / self.name).write_bytes(data.encode(self.encoding or "utf-8") if isinstance(data, str) else data)

    def read(self) -> bytes | str:
        content = self._path().read_bytes()
        return content if "b" in self.read_mode else content.decode(self.encoding or "utf-8")

    def remove(self) -> None:
        self._path().unlink(missing_ok=True)

    def _folder(self) -> Path:
        folder = Path(settings.DATA_DIR, "imports")
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _path(self) -> Path:
        if not NAME.fullmatch(self.name or "") or not (self._folder() / self.name).is_file():
            raise SuspiciousFileOperation("no upload of this name")
        return self._folder() / self.name
