"""Requests as bytes over a plain connection: what no HTTP library would send."""

import re
import socket
from urllib.parse import urlsplit

PATIENCE = 120
"""Seconds; nothing here is about speed."""


class Connection:
    """One connection to the product, or to a proxy in front of it."""

    def __init__(self, address):
        parts = urlsplit(address)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.socket.close()

    def send(self, line, *headers, body=b"", length=None):
        """Send a request; `length` announces another body than is sent."""
        announced = len(body) if length is None else length
        head = [f"{line} HTTP/1.1", *headers]
        if not any(each.lower().startswith("host:") for each in headers):
            head.insert(1, "Host: localhost")
        if announced:
            head.append(f"Content-Length: {announced}")
        self.socket.sendall("\r\n".join([*head, "", ""]).encode() + body)
        return self

    def is_answered(self):
        """Tell whether something came back up to now."""
        self.socket.setblocking(False)
        try:
            return bool(self.socket.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return False
        finally:
            self.socket.settimeout(PATIENCE)

    def answer(self, *, has_body=True):
        """Return status, headers in lower case, and body of what comes back."""
        with self.socket.makefile("rb") as stream:
            status = int(stream.readline().split()[1])
            headers = {}
            while line := stream.readline().decode("latin-1").strip():
                name, _colon, value = line.partition(":")
                headers[name.lower()] = value.strip()
            if headers.get("transfer-encoding") == "chunked":
                body = b""
                while size := int(stream.readline(), 16):
                    body += stream.read(size)
                    stream.readline()
            else:
                body = stream.read(int(headers.get("content-length", 0))) if has_body else b""
        return status, headers, body


def ask(address, line, *headers, **options):
    """Send one request on a connection of its own; return the answer."""
    with Connection(address) as connection:
        return connection.send(line, *headers, **options).answer(has_body=not line.startswith("HEAD"))


def token_of(body):
    """Return the token against cross-site requests in a form of the desk."""
    return re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', body)[1].decode()
