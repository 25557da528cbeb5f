"""The memory of a worker after many different addresses: pages of all kinds, in all languages, as a part and whole.

They are more than any cache may hold, and no two are the same, so whatever grows with each address shows.
"""

import http.client
import random
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks.servers import Server, product

PORT = 8797
ADDRESSES = 20_000
MOST_MB = 150
STEPS = (0, 100, 1_000, 5_000, 10_000, ADDRESSES)
CODINGS = ("zstd", "br", "gzip", "identity")


def measure(folder: Path, slugs: list[str]) -> dict[str, float]:
    """Ask for all addresses and return the worker's peak after each step, in MB."""
    figures: dict[str, float] = {}
    with product("memory", PORT, folder) as server:
        client = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        for number, address in enumerate(addresses(slugs)):
            if number in STEPS:
                figures[str(number)] = _step(server, number)
            if number == ADDRESSES:
                break
            client.request("GET", address, headers=_headers(number))
            answer = client.getresponse()
            answer.read()
            if answer.status >= 400:
                raise RuntimeError(f"{answer.status} for {address}")
    print("under" if figures[str(ADDRESSES)] < MOST_MB else "OVER", f"the limit of {MOST_MB} MB")  # noqa: T201
    return figures


def _step(server: Server, number: int) -> float:
    peak = server.peak_mb
    print(f"{number:>7} addresses {peak:8.1f} MB at its peak", flush=True)  # noqa: T201
    return peak


def _headers(number: int) -> dict[str, str]:
    return {"Accept-Encoding": CODINGS[number % 4]} | ({"HX-Request": "true"} if number % 5 == 0 else {})


def addresses(slugs: list[str]) -> Iterator[str]:
    """Yield different addresses without end, seeded: what visitors look at most comes most."""
    chance = random.Random(1)
    goals = ["career", "communities", "learn-field", "meet-in-person", "share-creative"]
    traits = ["effort", "focus", "identity", "setting", "structure", "visibility"]
    known = set()
    while True:
        language = chance.choice(["", "", "/de", "/es"])
        picked = chance.sample(slugs, chance.randint(2, 4))
        wanted = chance.sample(goals, chance.randint(0, 3))
        levels = {trait: chance.randint(0, 4) for trait in chance.sample(traits, chance.randint(1, 6))}
        address = chance.choice(
            [
                f"/compare/{'/'.join(picked)}/",
                f"/compare/{'/'.join(picked)}/?show=differences",
                f"/compare/{'/'.join(picked)}/" + (f"?goals={','.join(wanted)}" if wanted else ""),
                f"/compare/{'/'.join(picked[:3])}/?add=1&q={chance.choice(picked)[:3]}",
                f"/fit/results/?{urlencode([*(('goal', goal) for goal in wanted or goals[:1]), *levels.items()])}",
                f"/fit/visibility/?{urlencode([('goal', goal) for goal in wanted] + list(levels.items()))}",
                f"/platforms/?q={chance.choice(picked)}&{urlencode({k: f'0-{v}' for k, v in levels.items()})}",
                f"/platforms/{picked[0]}/?from={chance.randint(0, 99_999)}",
            ]
        )
        if (address := language + address) not in known:
            known.add(address)
            yield address
