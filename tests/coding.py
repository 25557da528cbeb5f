"""Bodies as they were before compression."""

import gzip

import brotli
from backports import zstd

DECODERS = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress, "zstd": zstd.decompress}


def decoded(body, coding):
    """Return what a body says; one without content (HEAD, 304) says nothing in any coding."""
    return DECODERS[coding or ""](body) if body else b""
