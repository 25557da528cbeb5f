"""The WSGI environment of a request that granian hands over."""

import io
import sys
from typing import Any


def environ_of(scope: Any) -> dict[str, Any]:
    """Return the WSGI environment of a request, its body still empty. Drop header names with an underscore."""
    path = scope.path if scope.path.startswith("/") else f"/{scope.path}"  # OPTIONS * has no path
    host, _colon, port = scope.server.rpartition(":")
    environ = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": as_wsgi(path),
        "QUERY_STRING": as_wsgi(scope.query_string),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:  # WSGI could not tell it from the same name with a hyphen, which only our proxy may set
            continue
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        separator = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
    return environ


def as_wsgi(text: str) -> str:
    """Return a text as WSGI writes it: each byte of its UTF-8 as one character."""
    return text if text.isascii() else text.encode().decode("latin-1")
