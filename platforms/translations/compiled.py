"""Compiled messages: `django.mo`, which Django reads, is made from `django.po` and not tracked."""

import hashlib
import io
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.core.exceptions import ImproperlyConfigured

from platforms.translations import files


def compile_messages(folder: Path = files.INTERFACE) -> None:
    """Compile the messages of each language whose `django.po` changed since.

    Every process calls this at its start, so that none shows old texts. Raise ImproperlyConfigured when a file has to
    be compiled and can't be written.
    """
    for path in folder.glob("*/LC_MESSAGES/django.po"):
        target = path.with_suffix(".mo")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if target.is_file() and digest.encode() in target.read_bytes():
            continue
        content = compiled(files.read(path, path.parents[1].name), digest)
        try:
            _replace(target, content)
        except OSError as error:
            raise ImproperlyConfigured(
                f"{target} can't be written ({error.strerror}); run any command of manage.py once as somebody who may."
            ) from error


def compiled(catalog: Catalog, digest: str = "") -> bytes:
    """Return the messages whose translation holds, compiled; the header holds the digest of their file."""
    usable = files.empty(str(catalog.locale), digest)
    for message in files.messages(catalog):
        if files.is_usable(message):
            usable.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, usable)
    return out.getvalue()


def _replace(path: Path, content: bytes) -> None:
    """Write in one step: another process that starts now reads the old file or the new one, never half of one."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".compiled-") as folder:
        written = Path(folder, path.name)
        written.write_bytes(content)
        written.replace(path)
