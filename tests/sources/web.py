"""A little web to ask: a real server on loopback that answers each path with exactly the bytes a test gives it."""

import socketserver
import threading
from contextlib import contextmanager

PATIENT = 30
"""Seconds after which a page that never ends gives up, should a test fail to."""


def answer(status=200, body=b"Hello.", **headers):
    """The bytes of a plain answer; header names with underscores, such as content_type."""
    headers = {"content_length": len(body), "connection": "close"} | headers
    lines = [f"HTTP/1.1 {status} As asked", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


def redirect(to, status=301):
    return answer(status, b"", location=to)


class Web:
    """Pages by path: bytes, or a function that is given the handler and writes to it. A path without one is a 404."""

    def __init__(self, server):
        self.port = server.server_address[1]
        self.pages = {}
        self.asked = []
        """(Host header, path) of each request, in order."""
        self.user_agents = set()
        self.at_once = 0
        self.most_at_once = 0
        self.sent = 0
        self.closing = threading.Event()
        self._counting = threading.Lock()

    def url(self, path="/", host="127.0.0.1", scheme="http"):
        return f"{scheme}://{host}:{self.port}{path}"

    def answer(self, handler):
        path = handler.rfile.readline().decode("latin-1").split(" ")[1]
        headers = dict(line.decode("latin-1").strip().split(": ", 1) for line in iter(handler.rfile.readline, b"\r\n"))
        with self._counting:
            self.asked.append((headers["Host"].rsplit(":", 1)[0], path))
            self.user_agents.add(headers["User-Agent"])
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            page = self.pages.get(path, answer(404))
            if callable(page):
                page(handler)
            else:
                handler.wfile.write(page)
        finally:
            with self._counting:
                self.at_once -= 1

    def paths(self):
        return [path for _host, path in self.asked]

    def wait(self, handler, seconds=PATIENT):
        self.closing.wait(seconds)

    def drip(self, handler):
        """A body that never ends, a byte at a time."""
        handler.wfile.write(answer(content_length=10**9))
        while not self.closing.wait(0.05):
            handler.wfile.write(b".")

    def pour(self, handler):
        """A body that never ends, as fast as it is taken."""
        handler.wfile.write(answer(content_length=10**12))
        while not self.closing.is_set():
            self.sent += handler.connection.send(b"." * 65536)


@contextmanager
def serving(host="127.0.0.1", port=0, tls=None):
    """A Web on this address, over TLS with a server-side context."""

    class Handler(socketserver.StreamRequestHandler):
        timeout = PATIENT

        def setup(self):
            if tls:
                self.request = tls.wrap_socket(self.request, server_side=True)
            super().setup()

        def handle(self):
            web.answer(self)

        def finish(self):
            super().finish()
            if tls:
                self.request.close()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, request, client_address):
            """Clients that hang up are what is tested here."""

    with Server((host, port), Handler) as server:
        web = Web(server)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield web
        finally:
            web.closing.set()
            server.shutdown()
            thread.join()
