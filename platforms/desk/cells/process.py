"""Start a job in a process of its own: visitors never wait for it."""

import subprocess
import sys
import threading


def start(name: str, step: str, lock: int) -> None:
    """Start a job for an upload; it holds `lock`, an open file, as long as it lives."""
    command = [sys.executable, "-m", "platforms.desk.cells.child", name, step]
    process = subprocess.Popen(command, pass_fds=[lock], stdin=subprocess.DEVNULL)  # noqa: S603
    threading.Thread(target=process.wait, daemon=True).start()
