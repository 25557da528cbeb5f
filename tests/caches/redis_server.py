"""A Redis server of a test's own, to stop, kill and start again."""

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager

import pytest
import redis

from tests.browser.conftest import free_port


class Server:
    def __init__(self, program, folder):
        self.program, self.folder, self.port = program, folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self):
        flags = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([self.program, *flags], stdout=subprocess.DEVNULL)
        for _ in range(300):
            try:
                self.ask().ping()
            except redis.ConnectionError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("Redis did not start")

    def ask(self):
        return redis.Redis(port=self.port)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stand_still(self):
        """Accept connections and answer nothing."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def go_on(self):
        os.kill(self.process.pid, signal.SIGCONT)


@contextmanager
def redis_server(folder):
    program = shutil.which("redis-server")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("redis-server is not installed")
    server = Server(program, folder)
    try:
        yield server
    finally:
        server.kill()
