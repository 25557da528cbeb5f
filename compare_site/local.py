"""The local installation: a folder with the database, the secret key and the collected static files.

Only manage.py uses it. A web server that loads compare_site.wsgi takes every setting from the environment alone.
"""

import hashlib
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class ConfigurationError(Exception):
    """The machine or its settings don't allow what was asked; the text is one sentence for the person."""


def folder() -> Path:
    """Return where the local installation lives: DATA_DIR, or .local beside manage.py."""
    return Path(os.environ.get("DATA_DIR") or ROOT / ".local").absolute()


def prepare(*, creating: bool) -> None:
    """Let the commands work on the local installation; make it first when `creating`.

    Raises ConfigurationError when its folder can't be written.
    """
    key_file = folder() / "secret_key"
    if creating:
        try:
            folder().mkdir(parents=True, exist_ok=True)
            probe = folder() / ".writable"
            probe.touch()
            probe.unlink()
            if not key_file.exists():
                key_file.touch(mode=0o600)
                key_file.write_text(secrets.token_urlsafe(50))
        except OSError as error:
            reason = error.strerror or error
            raise ConfigurationError(
                f"can't write to the folder {folder()} ({reason}); name another with DATA_DIR."
            ) from error
        os.environ.setdefault("HTTPS", "false")
    if "SECRET_KEY" not in os.environ and key_file.is_file():
        os.environ["SECRET_KEY"] = key_file.read_text().strip()


def release() -> str:
    """Return a text that changes with all that pages are made of; it is part of every ETag."""
    digest = hashlib.sha256()
    for folder in ("compare_site", "platforms", "templates", "static"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".svg", ".po"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
