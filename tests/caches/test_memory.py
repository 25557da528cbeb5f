"""The cache in memory: never more bytes or entries than it may hold, and the latest stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare_site import caches
from compare_site.caches import MemoryCache, cache_settings

names = st.integers(0, 9).map(str)
operations = st.lists(
    st.tuples(st.just("set"), names, st.integers(0, 9_000))
    | st.tuples(st.sampled_from(["get", "delete", "expire"]), names, st.just(0))
    | st.tuples(st.just("clear"), st.just(""), st.just(0)),
    max_size=60,
)


def made(megabytes_or_bytes, entries=1_000):
    cache = MemoryCache("tests", {"OPTIONS": {"MAX_BYTES": megabytes_or_bytes, "MAX_ENTRIES": entries}})
    cache.clear()
    return cache


@given(operations, st.integers(0, 60_000), st.integers(1, 12))
def test_the_cache_stays_within_its_limits(done, most_bytes, most_entries):
    cache = made(most_bytes, most_entries)
    for operation, name, size in done:
        match operation:
            case "set":
                cache.set(name, b"x" * size)
            case "get":
                cache.get(name)
            case "delete":
                cache.delete(name)
            case "expire":
                cache.touch(name, timeout=-1)
            case "clear":
                cache.clear()

        weights = [caches._weight(key, value) for key, value in cache._cache.items()]
        assert caches._bytes["tests"] == sum(weights) <= most_bytes
        assert len(weights) <= most_entries
        assert cache._cache.keys() == cache._expire_info.keys()


def test_the_least_recently_used_entry_is_evicted_first():
    cache = made(25_000)
    for name in "abc":
        cache.set(name, b"x" * 7_000)
    cache.get("a")

    cache.set("d", b"x" * 7_000)

    assert [name for name in "abcd" if cache.get(name)] == ["a", "c", "d"]


def test_each_cache_counts_only_its_own_bytes():
    cache, other = made(100_000), MemoryCache("others", {"OPTIONS": {"MAX_BYTES": 100_000}})
    cache.set("a", b"x" * 1_000)
    other.set("a", b"x" * 9_000)
    other.clear()

    assert (cache.get("a"), other.get("a")) == (b"x" * 1_000, None)
    assert 1_000 < caches._bytes["tests"] < 3_000


@pytest.mark.parametrize(
    ("settings", "backend"),
    [(("", 16), "MemoryCache"), (("", 0), "DummyCache"), (("redis://127.0.0.1/0", 16), "TolerantRedisCache")],
)
def test_the_settings_choose_the_cache(settings, backend):
    assert cache_settings(*settings, release="1")["BACKEND"].endswith(f".{backend}")
