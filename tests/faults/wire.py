"""A wire between the product and its database: cut, connections end and new ones are refused; held, nothing answers."""

import socket
import threading
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Wire:
    """Listens on a port of its own and passes on what comes, as long as it is whole."""

    def __init__(self, host, port):
        self.target = (host, port)
        self.open = set()
        self.listening = None
        self.flowing = threading.Event()
        self.flowing.set()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def join(self):
        self.listening = socket.create_server(("127.0.0.1", self.port), reuse_port=True)
        threading.Thread(target=self._accept, args=(self.listening,), daemon=True).start()

    def cut(self):
        listening, self.listening = self.listening, None
        if listening:
            _end(listening)
        for each in list(self.open):
            _end(each)
        self.open.clear()

    def hold(self):
        """Accept connections and all that is sent, and pass nothing on, as a stopped server's kernel does."""
        self.flowing.clear()

    def go_on(self):
        self.flowing.set()

    def _accept(self, listening):
        with suppress(OSError):
            while True:
                here, _address = listening.accept()
                there = socket.create_connection(self.target)
                self.open |= {here, there}
                for source, target in ((here, there), (there, here)):
                    threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source, target):
        with suppress(OSError):
            while data := source.recv(65536):
                self.flowing.wait()
                target.sendall(data)
        _end(source)
        _end(target)


def _end(connection):
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


@contextmanager
def wired(url):
    """The wire, and the URL of the same database through it."""
    parts = urlsplit(url)
    wire = Wire(parts.hostname, parts.port or 5432)
    wire.join()
    user = f"{parts.username}{f':{parts.password}' if parts.password else ''}@" if parts.username else ""
    try:
        yield wire, parts._replace(netloc=f"{user}127.0.0.1:{wire.port}").geturl()
    finally:
        wire.cut()
