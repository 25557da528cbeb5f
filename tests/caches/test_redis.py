"""The cache in Redis: shared, and a miss while the server is gone or silent, said once and without waiting."""

import logging
import time

import pytest
from django.core.cache import cache, caches

from compare_site.caches import TolerantRedisCache, cache_settings
from tests.caches.redis_server import redis_server


@pytest.fixture
def server(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(TolerantRedisCache, "PAUSE", 0.3)
    monkeypatch.setattr(TolerantRedisCache, "_retry_at", 0.0)
    with redis_server(tmp_path) as server:
        settings.CACHES = {"default": cache_settings(server.url, 16, release="tests")}
        yield server


def lines(caplog):
    return [record.getMessage().partition(",")[0] for record in caplog.records]


def test_entries_are_shared_between_connections(server):
    cache.set("a", {"b": 1}, 60)
    del caches["default"]

    assert cache.get("a") == {"b": 1}
    assert 50 < server.ask().ttl(server.ask().keys()[0]) <= 60


def test_entries_of_another_release_are_not_found(server, settings):
    cache.set("a", 1)
    settings.CACHES = {"default": cache_settings(server.url, 16, release="next")}

    assert cache.get("a") is None


@pytest.mark.parametrize("fault", ["kill", "stand_still"])
def test_every_key_is_a_miss_during_an_outage(server, caplog, fault):
    caplog.set_level(logging.WARNING)
    cache.set("a", 1)
    getattr(server, fault)()

    began = time.monotonic()
    for _request in range(50):
        cache.set("a", 2)
        assert cache.get("a", "missing") == "missing"

    assert time.monotonic() - began < 5
    assert lines(caplog) == ["Redis can't be used"]


@pytest.mark.parametrize("fault", ["kill", "stand_still"])
def test_redis_is_used_again_after_an_outage(server, caplog, fault):
    caplog.set_level(logging.WARNING)
    cache.set("a", 1)
    getattr(server, fault)()
    assert cache.get("a") is None

    server.start() if fault == "kill" else server.go_on()
    time.sleep(TolerantRedisCache.PAUSE)
    cache.set("b", 2)

    assert cache.get("b") == 2
    assert lines(caplog) == ["Redis can't be used", "Redis can be used again."]


def test_a_full_server_counts_as_a_miss(server, caplog):
    server.ask().config_set("maxmemory", 1)

    cache.set("a", "x" * 1_000)

    assert cache.get("a") is None
    assert lines(caplog) == ["Redis can't be used"]
