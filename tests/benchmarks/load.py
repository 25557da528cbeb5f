"""Asks one address over and over on a few kept-alive connections, and times every answer.

One thread and raw sockets, so that the asking takes far less than the answering; nothing to install.
"""

import selectors
import socket
import time
from dataclasses import dataclass

CONNECTIONS = 4


@dataclass(frozen=True, slots=True)
class Load:
    seconds: float
    times: list[float]
    """Seconds from the request to the last byte of each answer, sorted."""
    status: int
    size: int
    """Bytes of a body as it went over the wire."""

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        return self.times[min(len(self.times) - 1, int(share * len(self.times)))] * 1000


class _Connection:
    def __init__(self, port: int, request: bytes):
        self.port, self.request = port, request
        self.connect()
        self.ask()

    def connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> None:
        self.received = b""
        self.missing: int | None = None
        self.socket.sendall(self.request)

    @property
    def closes(self) -> bool:
        """Does the server hang up after this answer?"""
        return b"\r\nconnection: close" in self.head

    def read(self) -> bool:
        """Whether the answer is complete."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("The server closed the connection.")
        if self.missing is None:
            self.received += data
            head, end, body = self.received.partition(b"\r\n\r\n")
            if not end:
                return False
            self.head = head.lower()
            length = self.head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            if not length and b" 304 " not in self.head[:16]:
                raise ConnectionError("The answer does not say its length.")
            self.size = self.missing = int(length or 0)
            data = body
        self.missing -= len(data)
        return self.missing <= 0


def load(port: int, path: str, *, seconds: float, headers: dict[str, str] | None = None) -> Load:
    """Ask for `path` of the server on `port` for so long; raises ConnectionError when it hangs up."""
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", *(f"{k}: {v}" for k, v in (headers or {}).items())]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    times: list[float] = []
    status = size = 0
    with selectors.DefaultSelector() as selector:
        connections = [_Connection(port, request) for _ in range(CONNECTIONS)]
        for connection in connections:
            connection.asked = time.perf_counter()
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        began = time.perf_counter()
        while (now := time.perf_counter()) - began < seconds or not times:
            for key, _ in selector.select(timeout=60):
                if key.data.read():
                    times.append(time.perf_counter() - key.data.asked)
                    status, size = int(key.data.head.split()[1]), key.data.size
                    key.data.asked = time.perf_counter()
                    if key.data.closes:
                        selector.unregister(key.data.socket)
                        key.data.socket.close()
                        key.data.connect()
                        selector.register(key.data.socket, selectors.EVENT_READ, key.data)
                    key.data.ask()
        for connection in connections:
            connection.socket.close()
    return Load(now - began, sorted(times), status, size)
