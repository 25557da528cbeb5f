"""Static files, collected and compressed once for each state of them."""

import hashlib
import os

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_static() -> None:
    """Collect and compress the static files, which takes seconds, if any of them changed since the last time."""
    mark = settings.DATA_DIR / "static.key"
    key = static_key()
    if not (mark.is_file() and mark.read_text() == key and settings.STATIC_ROOT.is_dir()):
        mark.unlink(missing_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False)
        mark.write_text(key)


def static_key() -> str:
    """Return a digest of every static file's path, size and time, those of Django and other packages too."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = os.stat(storage.path(path))
            digest.update(f"{storage.path(path)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
