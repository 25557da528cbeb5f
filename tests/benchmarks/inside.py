"""What can only be seen from inside a process: `python -m tests.benchmarks.inside` in a DATA_DIR; figures as JSON.

CPU times are this process's own, so that neighbours on the machine hardly show in them.
"""

import gzip
import json
import logging
import os
import resource
import statistics
import time
from collections.abc import Callable

RUNS = 9


def cpu_ms(call: Callable[[], object], runs: int = RUNS) -> float:
    """The median of some runs, after one that doesn't count."""
    call()
    times = []
    for _ in range(runs):
        began = time.process_time()
        call()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def once_s(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compare_site.settings")
    from compare_site import local

    local.prepare(creating=True)
    os.environ["ALLOWED_HOSTS"], os.environ["PAGES_IN_MEMORY"] = "testserver", "0"
    logging.disable()
    import django

    django.setup()
    import brotli
    from backports import zstd
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from platforms.domain.matching import fitness
    from platforms.domain.matching.answers import Answers
    from platforms.domain.matching.ranking import match
    from platforms.domain.matching.table import table_of
    from platforms.storage import published
    from tests.benchmarks.pages import pages_of

    figures: dict = {"memory_before_mb": memory_mb()}
    figures["rebuild_s"] = once_s(published.current)
    catalogue = published.current()
    figures["platforms"] = len(catalogue.platforms)
    figures["table_s"] = once_s(lambda: (table_of(catalogue), fitness.good_for(catalogue)))
    figures["memory_after_mb"] = memory_mb()
    answers = Answers(
        goals=tuple(sorted(goal.slug for goal in catalogue.goals[:5])),
        wishes=tuple(sorted((trait.slug, 2) for trait in catalogue.questions)),
        musts=tuple(sorted(feature.slug for feature in catalogue.must_haves[:3])),
    )
    figures["ranking_ms"] = cpu_ms(lambda: match(catalogue=catalogue, answers=answers))
    client = Client()
    figures["pages"] = {}
    for name, path in pages_of([platform.slug for platform in catalogue.platforms]).items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(path).content
            asked = len(queries)
        figures["pages"][name] = {
            "cpu_ms": cpu_ms(lambda path=path: client.get(path)),
            "queries": asked,
            "bytes": len(page),
            "gzip": len(gzip.compress(page, 6)),
            "brotli": len(brotli.compress(page, quality=4)),
            "zstd": len(zstd.compress(page)),
        }
    print(json.dumps(figures))  # noqa: T201


if __name__ == "__main__":
    main()
