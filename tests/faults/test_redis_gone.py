"""Two processes share pages in Redis; an edit shows in both at once, with Redis and without."""

import time
import urllib.request

import pytest

from compare_site.caches import TolerantRedisCache
from tests.browser.conftest import own_database, running
from tests.caches.redis_server import redis_server
from tests.faults.databases import manage

PAGE = "/platforms/linkedin/"


def get(address, path=PAGE):
    """Ask by one name for both: pages are kept by host."""
    request = urllib.request.Request(address + path, headers={"Host": "localhost", "Accept-Encoding": "gzip"})
    began = time.monotonic()
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status, answer.headers["X-Noise"], time.monotonic() - began


def text(address):
    with urllib.request.urlopen(urllib.request.Request(address + PAGE, headers={"Host": "localhost"})) as answer:
        return answer.read().decode()


@pytest.mark.django_db
def test_processes_share_pages_in_redis_and_survive_its_outage(tmp_path):
    def edit(line):
        shell = f"Platform.objects.filter(slug='linkedin').update(tagline='{line}')"
        done = manage(url, "shell", "-c", shell, folder=tmp_path)
        assert done.returncode == 0, done.stderr

    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    with redis_server(tmp_path) as server, own_database(tmp_path) as url:
        options = {"DATABASE_URL": url, "REDIS_URL": server.url}
        with (
            running(tmp_path / "one", **options) as (one, log),
            running(tmp_path / "other", **options) as (other, _log),
        ):
            assert get(one)[1] == get(other)[1]  # made once: its noise is random
            edit("Edited with Redis")
            assert "Edited with Redis" in text(one)
            assert "Edited with Redis" in text(other)

            server.kill()
            slowest = max(get(address)[2] for address in (one, other) for _ in range(10))
            assert slowest < 3
            assert log().count("Redis can't be used") == 1
            edit("Edited without Redis")
            assert "Edited without Redis" in text(one)
            assert "Edited without Redis" in text(other)

            server.start()
            time.sleep(TolerantRedisCache.PAUSE)
            get(one)
            assert get(one)[1] == get(other)[1]
            assert server.ask().dbsize() == 1
