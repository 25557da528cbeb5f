"""The product as `start` serves it, and the ceilings on the same server; what their processes cost."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.load import Load, load

TICK = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Server:
    name: str
    port: int
    process: subprocess.Popen

    @property
    def family(self) -> list[int]:
        """The process and all that came of it."""
        found = [self.process.pid]
        for pid in found:
            with contextlib.suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    found += map(int, (task / "children").read_text().split())
        return found

    @property
    def cpu(self) -> float:
        """Seconds of all of them up to now; 0 where there is no /proc."""
        seconds = 0.0
        for pid in self.family:
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                seconds += (int(fields[11]) + int(fields[12])) / TICK
        return seconds

    @property
    def peak_mb(self) -> float:
        """Memory of the worker, the largest of them, at its highest."""
        peaks = [0.0]
        for pid in self.family[1:]:
            with contextlib.suppress(OSError):
                for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                    if line.startswith("VmHWM:"):
                        peaks.append(int(line.split()[1]) / 1024)
        return max(peaks)

    def load(self, path: str, *, seconds: float, headers: dict[str, str] | None = None) -> tuple[Load, float]:
        """The load, and the milliseconds of CPU that an answer took."""
        before = self.cpu
        found = load(self.port, path, seconds=seconds, headers=headers)
        return found, (self.cpu - before) * 1000 / len(found.times)


@contextlib.contextmanager
def product(name: str, port: int, folder: Path, *, gunicorn: bool = False, **environment: str) -> Iterator[Server]:
    """As `start` serves it, or the same application by gunicorn."""
    command = ["manage.py", "start", "--port", str(port)]
    if gunicorn:
        command = _by_gunicorn("compare_site.wsgi:application", port)
        environment |= {"DJANGO_SETTINGS_MODULE": "compare_site.settings"}
    with _running(name, port, command, folder, environment) as server:
        yield server


@contextlib.contextmanager
def ceiling(name: str, port: int, folder: Path, *, gunicorn: bool = False, **environment: str) -> Iterator[Server]:
    command = ["-m", "tests.benchmarks.bare", str(port)]
    if gunicorn:
        command = _by_gunicorn("tests.benchmarks.bare:application", port)
    with _running(name, port, command, folder, environment) as server:
        yield server


def _by_gunicorn(application: str, port: int) -> list[str]:
    """One synchronous worker, gunicorn's default."""
    return ["-m", "gunicorn", "--workers=1", f"--bind=127.0.0.1:{port}", "--log-level=error", application]


@contextlib.contextmanager
def _running(name: str, port: int, command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[Server]:
    kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    given = {
        "DATA_DIR": str(folder),
        "HTTPS": "false",
        "SECRET_KEY": "only-for-the-benchmarks",
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", *command], cwd=ROOT, env=kept | given | environment, stdout=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            if process.poll() is not None:
                raise RuntimeError(f"{name} did not start")
            with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60):
                break
            time.sleep(0.1)
        yield Server(name, port, process)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
