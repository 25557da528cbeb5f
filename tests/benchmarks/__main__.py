"""How fast it is, beside the ceilings that a bare Django view reaches on the same server in the same minutes.

    uv run python -m tests.benchmarks [--quick] [--sizes 30,300,3000] [--gunicorn] [--json FILE] [--against FILE]

For catalogues of each size it serves the product twice (hot: with cached pages; cold: without) and two
bare views of 30 kB (bare: nothing around it; framed: behind the product's middleware), asks them in turn on four
connections, and prints medians of the rounds. `x bare` is the rate of a page by that of the bare view in the same
round; `cpu` is the server's own time for an answer, in which a busy machine shows least. Made-up catalogues stay in
.local/benchmarks. `--cache varnish` or `--cache nginx` puts a real HTTP cache in front; `--phone` asks Lighthouse;
`--memory` asks for 20,000 different addresses.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from tests.benchmarks.pages import pages_of
from tests.benchmarks.servers import ROOT, Server, ceiling, product

BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}
PORT = 8790


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a minute instead of a quarter of an hour")
    parser.add_argument("--sizes", default="", help="platforms, comma-separated (30,300,3000; quick: 30,300)")
    parser.add_argument("--json", type=Path, help="write the figures into this file")
    parser.add_argument("--against", type=Path, help="show the change since the figures in this file")
    parser.add_argument("--gunicorn", action="store_true", help="product and ceilings on gunicorn instead of granian")
    parser.add_argument("--folder", type=Path, default=ROOT / ".local" / "benchmarks", help="where catalogues are kept")
    parser.add_argument("--cache", choices=["varnish", "nginx"], help="only: the product behind a real HTTP cache")
    parser.add_argument("--phone", action="store_true", help="only: what Lighthouse says of each page")
    parser.add_argument("--memory", action="store_true", help="only: a worker's memory after 20,000 addresses")
    options = parser.parse_args()
    sizes = [int(size) for size in (options.sizes or ("30,300" if options.quick else "30,300,3000")).split(",")]
    folders = {size: made(options.folder, size) for size in sizes}
    folder = folders[sizes[0]]
    if options.cache:
        from tests.benchmarks import cached

        figures = cached.measure(options.cache, folder)
    elif options.phone:
        from tests.benchmarks import phone

        figures = phone.measure(folder)
    elif options.memory:
        from tests.benchmarks import memory

        figures = memory.measure(folder, [f"p{n:04}" for n in range(sizes[0])])
    else:
        rounds, seconds = (2, 0.5) if options.quick else (5, 2.0)
        server = partial(measure, rounds=rounds, seconds=seconds, gunicorn=options.gunicorn)
        figures = {str(size): server(size, folder) for size, folder in folders.items()}
        growth(figures)
    if options.against:
        compare(json.loads(options.against.read_text()), figures)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def made(folder: Path, size: int) -> Path:
    """The folder of a catalogue of this size, made when it isn't there or the database has changed since."""
    migrations = sorted(path.name for path in (ROOT / "platforms" / "migrations").glob("0*.py"))
    place, stamp = folder / str(size), folder / str(size) / "made"
    if not stamp.is_file() or stamp.read_text() != migrations[-1]:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        say(f"making up {size} platforms …")
        run_in(place, "-m", "tests.benchmarks.made_up", str(size))
        stamp.write_text(migrations[-1])
    return place


def run_in(folder: Path, *command: str) -> str:
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY")}
    environment = kept | {"DATA_DIR": str(folder), "HTTPS": "false", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        cwd=ROOT,
        env=environment,
        check=True,
        text=True,
        stdout=subprocess.PIPE,
    ).stdout


def measure(size: int, folder: Path, *, rounds: int, seconds: float, gunicorn: bool) -> dict:
    say(f"\n== {size} platforms")
    with ExitStack() as stack:
        start = [
            ceiling("bare", PORT, folder, gunicorn=gunicorn),
            ceiling("framed", PORT + 1, folder, gunicorn=gunicorn, FRAME="ours"),
            product("hot", PORT + 2, folder, gunicorn=gunicorn),
            product("cold", PORT + 3, folder, gunicorn=gunicorn, PAGES_IN_MEMORY="0"),
        ]
        bare, framed, hot, cold = (stack.enter_context(server) for server in start)
        inside = json.loads(run_in(folder, "-m", "tests.benchmarks.inside").splitlines()[-1])
        pages = pages_of([f"p{n:04}" for n in range(size)])
        figures: dict = {"inside": inside, "pages": {}}
        say(f"{'page':12}{'server':8}{'req/s':>8}{'p50 ms':>8}{'p99 ms':>8}{'cpu ms':>8}{'x bare':>8}{'x framed':>9}"
            f"{'wire':>8}{'queries':>8}{'raw':>9}{'gzip':>9}{'brotli':>9}{'zstd':>9}")  # fmt: skip
        for name, path in pages.items():
            figures["pages"][name] = alternate(
                name, path, {"hot": hot, "cold": cold}, bare, framed, rounds, seconds, inside
            )
        etag = etag_of(hot.port, pages["compare 4"])
        figures["pages"]["304"] = alternate(
            "304", pages["compare 4"], {"hot": hot, "cold": cold}, bare, framed, rounds, seconds, inside, etag
        )
        figures["memory_mb"] = {server.name: server.peak_mb for server in (bare, hot, cold)}
    say("memory of a worker at its peak, MB: " + ", ".join(f"{k} {v:.0f}" for k, v in figures["memory_mb"].items()))
    return figures


def alternate(
    name: str, path: str, products: dict[str, Server], bare: Server, framed: Server,
    rounds: int, seconds: float, inside: dict, etag: str = "",
) -> dict:  # fmt: skip
    """Rounds of all servers in turn; the medians."""
    headers = BROWSER | ({"If-None-Match": etag} if etag else {})
    taken: dict[str, list] = {server: [] for server in ("bare", "framed", *products)}
    for each in products.values():
        each.load(path, seconds=0.1, headers=headers)
    for _ in range(rounds):
        taken["bare"].append(bare.load("/", seconds=seconds, headers=BROWSER))
        for server, each in products.items():
            taken[server].append(each.load(path, seconds=seconds, headers=headers))
        taken["framed"].append(framed.load("/", seconds=seconds, headers=BROWSER))
    figures = {}
    sizes = inside["pages"].get(name, {})
    for server in products:
        loads = [found for found, _ in taken[server]]

        def times(ceiling: str, server: str = server) -> float:
            pairs = zip(taken[server], taken[ceiling], strict=True)
            return statistics.median(mine.rate / theirs.rate for (mine, _), (theirs, _) in pairs)

        found = figures[server] = {
            "rate": statistics.median(load.rate for load in loads),
            "p50": statistics.median(load.percentile(0.5) for load in loads),
            "p99": statistics.median(load.percentile(0.99) for load in loads),
            "cpu": statistics.median(cpu for _, cpu in taken[server]),
            "x bare": times("bare"),
            "x framed": times("framed"),
            "status": loads[-1].status,
            "wire": loads[-1].size,
        }
        say(f"{name:12}{server:8}{found['rate']:8.0f}{found['p50']:8.2f}{found['p99']:8.2f}{found['cpu']:8.3f}"
            f"{found['x bare']:8.2f}{found['x framed']:9.2f}{found['wire']:8}{sizes.get('queries', ''):>8}"
            + "".join(f"{sizes.get(each, ''):>9}" for each in ("bytes", "gzip", "brotli", "zstd")))  # fmt: skip
    figures["ceilings"] = {
        server: {
            "rate": statistics.median(load.rate for load, _ in taken[server]),
            "cpu": statistics.median(cpu for _, cpu in taken[server]),
        }
        for server in ("bare", "framed")
    }
    return figures


def etag_of(port: int, path: str) -> str:
    import urllib.request

    with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=BROWSER)) as answer:
        return answer.headers["ETag"]


def growth(figures: dict[str, dict]) -> None:
    """What more platforms cost: CPU seconds and milliseconds inside one process, and memory."""
    say("\n== growth (CPU, one process)")
    say(f"{'platforms':>10}{'rebuild s':>11}{'per 1000':>10}{'ranking ms':>12}{'memory MB':>11}"
        + "".join(f"{name:>12}" for name in pages_of(["a"] * 5)))  # fmt: skip
    for size, found in figures.items():
        inside = found["inside"]
        whole = inside["rebuild_s"] + inside["table_s"]
        say(f"{size:>10}{whole:11.2f}{whole / int(size) * 1000:10.2f}{inside['ranking_ms']:12.2f}"
            f"{inside['memory_after_mb'] - inside['memory_before_mb']:11.0f}"
            + "".join(f"{page['cpu_ms']:12.2f}" for page in inside["pages"].values()))  # fmt: skip


def compare(before: dict, after: dict) -> None:
    say("\n== against the earlier figures (ratio to the bare view: before -> after)")
    for size in before.keys() & after.keys():
        for name, servers in after[size].get("pages", {}).items():
            for server in ("hot", "cold"):
                old = before[size]["pages"].get(name, {}).get(server, {}).get("x bare")
                if old:
                    say(f"{size:>6} {name:12}{server:6}{old:6.2f} -> {servers[server]['x bare']:.2f}")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
