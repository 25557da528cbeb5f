"""Cache backends: Django's own in memory, bounded in bytes too, and Django's own in Redis, which may fail."""

import logging
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Any, ClassVar

import django
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

MAX_ENTRIES = 10_000

OVERHEAD = 500
"""Bytes that an entry takes beside its key and value, roughly."""

_bytes: Counter[str] = Counter()
"""What all entries take, by the name of the cache; the threads of a process share it, as they share the entries."""


class MemoryCache(LocMemCache):
    """A cache in memory that holds at most MAX_BYTES; what was not asked for longest goes first."""

    _cache: OrderedDict[str, bytes]

    def __init__(self, name: str, params: dict[str, Any]):
        super().__init__(name, params)
        self.name = name
        self.max_bytes: int = params["OPTIONS"]["MAX_BYTES"]

    def validate_key(self, key: str) -> None:
        """Accept any key: the rules that Django checks are memcached's."""

    def _set(self, key: str, value: bytes, timeout: Any = DEFAULT_TIMEOUT) -> None:
        self._delete(key)
        super()._set(key, value, timeout)  # type: ignore[misc]
        _bytes[self.name] += _weight(key, value)
        while _bytes[self.name] > self.max_bytes:
            self._cull()

    def _cull(self) -> None:
        self._delete(next(reversed(self._cache)))

    def _delete(self, key: str) -> bool:
        if key in self._cache:
            _bytes[self.name] -= _weight(key, self._cache[key])
        return super()._delete(key)  # type: ignore[misc]

    def clear(self) -> None:
        super().clear()
        _bytes[self.name] = 0


def _weight(key: str, value: bytes) -> int:
    return len(key) + len(value) + OVERHEAD


class TolerantRedisCache(RedisCache):
    """A cache in Redis; while that can't be asked, every key is missing and nothing is stored.

    After a failure it is left alone for PAUSE seconds, so that requests don't wait for it again and again.
    """

    PAUSE: ClassVar[float] = 5.0
    _retry_at: ClassVar[float] = 0.0
    """When to try again, on the clock that nobody sets, for all threads of the process; 0 while all is well."""

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        return self._try(lambda: super(TolerantRedisCache, self).get(key, default, version), default)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._try(lambda: super(TolerantRedisCache, self).set(key, value, timeout, version), None)

    def _try[T](self, operation: Callable[[], T], otherwise: T) -> T:
        from redis.exceptions import RedisError  # here, not above: only installations with REDIS_URL load it

        cls = type(self)
        if time.monotonic() < cls._retry_at:
            return otherwise
        try:
            result = operation()
        except RedisError as error:
            if not cls._retry_at:
                logger.warning("Redis can't be used, so nothing is cached: %s", error)
            cls._retry_at = time.monotonic() + cls.PAUSE
            return otherwise
        if cls._retry_at:
            logger.warning("Redis can be used again.")
            cls._retry_at = 0.0
        return result


def cache_settings(redis_url: str, megabytes: int, *, release: str) -> dict[str, Any]:
    """Return Django's settings of the cache: in Redis if there is an address, else in memory, or none with 0 MB."""
    if redis_url:
        return {
            "BACKEND": "compare_site.caches.TolerantRedisCache",
            "LOCATION": redis_url,
            "KEY_PREFIX": f"{release}-{django.__version__}",  # another release may store something of another shape
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
    if megabytes:
        options = {"MAX_BYTES": megabytes * 1024 * 1024, "MAX_ENTRIES": MAX_ENTRIES}
        return {"BACKEND": "compare_site.caches.MemoryCache", "OPTIONS": options}
    return {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
