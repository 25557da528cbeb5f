"""A network that can be cut: connections to the product go through here, until they don't."""

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit


class Network:
    """Passes bytes between a port of its own and the product's; `cut` closes all connections and refuses new ones."""

    def __init__(self, site: str):
        self.upstream = (urlsplit(site).hostname, urlsplit(site).port)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.open: set[socket.socket] = set()
        self.mend()

    def mend(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def cut(self) -> None:
        for one in [self.listener, *self.open]:
            # Wakes whoever waits on it, which closing alone doesn't.
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.open.clear()

    def stall(self) -> None:
        """Accept connections, and leave them without an answer."""
        self.cut()
        self.listener = socket.create_server(("127.0.0.1", self.port))

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self.upstream)
                self.open |= {near, far}
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._pump, args=(source, target), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
            self.open.discard(one)
