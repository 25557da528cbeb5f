"""A real HTTP cache in front of the product: how much it answers itself, and how long an edit takes to show.

Needs `varnishd` or `nginx` (Debian: `apt-get install varnish`, `nginx-light`). Varnish is told of the edit by a PURGE;
nginx waits for max-age to pass, and shows the edit to whoever asks after the one that made it look.
"""

import contextlib
import http.client
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.pages import pages_of
from tests.benchmarks.servers import Server, product

ORIGIN, FRONT = 8798, 8799
SECONDS = 5

VARNISH = """vcl 4.1;
backend default { .host = "127.0.0.1"; .port = "%(origin)d"; }
sub vcl_recv { if (req.method == "PURGE") { return (purge); } }
sub vcl_deliver { if (obj.hits > 0) { set resp.http.X-Cache = "HIT"; } else { set resp.http.X-Cache = "MISS"; } }
"""

NGINX = """worker_processes 1; daemon off; pid %(folder)s/pid; error_log stderr error;
events { }
http {
  access_log off; proxy_cache_path %(folder)s/cache keys_zone=pages:8m;
  client_body_temp_path %(folder)s/a; proxy_temp_path %(folder)s/b;
  fastcgi_temp_path %(folder)s/c; uwsgi_temp_path %(folder)s/d; scgi_temp_path %(folder)s/e;
  server {
    listen 127.0.0.1:%(front)d;
    location / {
      proxy_pass http://127.0.0.1:%(origin)d; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_cache pages; proxy_cache_revalidate on; proxy_cache_lock on; proxy_cache_background_update on;
      proxy_cache_use_stale error timeout updating; add_header X-Cache $upstream_cache_status always;
    }
  }
}
"""


def measure(kind: str, folder: Path) -> dict:
    with product("origin", ORIGIN, folder) as origin, _front(kind):
        pages = pages_of([f"p{n:04}" for n in range(30)])
        # Answers of visitors are nobody else's business: these pages say private, and no cache may keep them.
        paths = [path for name, path in pages.items() if name not in ("question", "results")]
        figures = {"cache": kind} | _read(origin, paths)
        figures["edit"] = _edit(kind, folder, paths[2])
    print("\n".join(f"{name:24}{value}" for name, value in figures.items()))  # noqa: T201
    return figures


def _read(origin: Server, paths: list[str]) -> dict:
    """Visitors who look at all pages, seeded."""
    chance = random.Random(1)
    before, told, times = origin.cpu, [], []
    end = time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        began = time.perf_counter()
        headers, _ = ask(chance.choice(paths))
        times.append(time.perf_counter() - began)
        told.append(headers.get("X-Cache", ""))
    times.sort()
    return {
        "requests": len(told),
        "hit ratio": round(sum(said == "HIT" for said in told) / len(told), 4),
        "p50 ms": round(times[len(times) // 2] * 1000, 2),
        "origin cpu share": round((origin.cpu - before) / SECONDS, 4),
    }


def _edit(kind: str, folder: Path, path: str) -> str:
    """Change a tagline and wait for it."""
    from tests.benchmarks.__main__ import run_in

    text = f"Edited {time.time():.0f}"
    slug = path.split("/")[2]
    run_in(folder, "manage.py", "shell", "-c", f"Platform.objects.filter(slug='{slug}').update(tagline='{text}')")
    began = time.perf_counter()
    if kind == "varnish":
        ask(path, method="PURGE")
    while text.encode() not in ask(path)[1]:
        if time.perf_counter() - began > 180:
            return "not within three minutes"
        time.sleep(0.5)
    return f"showed after {time.perf_counter() - began:.1f} s ({'purged' if kind == 'varnish' else 'by expiry'})"


def ask(path: str, method: str = "GET") -> tuple[dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", FRONT, timeout=30)
    try:
        connection.request(method, path, headers={"Host": f"127.0.0.1:{FRONT}"})
        answer = connection.getresponse()
        return dict(answer.headers), answer.read()
    finally:
        connection.close()


@contextlib.contextmanager
def _front(kind: str) -> Iterator[None]:
    program = shutil.which("varnishd" if kind == "varnish" else "nginx") or shutil.which(
        "varnishd" if kind == "varnish" else "nginx", path="/usr/sbin"
    )
    if not program:
        raise SystemExit(f"There is no {kind} on this machine.")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        folder.chmod(0o755)
        text = (VARNISH if kind == "varnish" else NGINX) % {"origin": ORIGIN, "front": FRONT, "folder": folder}
        config = folder / "config"
        config.write_text(text)
        listen = f"127.0.0.1:{FRONT}"
        command = {
            "varnish": [program, "-F", "-a", listen, "-f", str(config), "-n", str(folder / "work"), "-s", "malloc,64m"],
            "nginx": [program, "-c", str(config), "-p", place],
        }[kind]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                with contextlib.suppress(OSError, http.client.HTTPException):
                    ask("/healthz")
                    break
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)
