"""Metrics for Prometheus: counts and times of all processes together, and the page that shows them."""

import functools
import importlib
import os
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


class Metrics:
    """A counter and a histogram; each process writes its own file in a folder, all of which are read when asked for."""

    def __init__(self) -> None:
        import prometheus_client as prometheus  # here, as below: an optional dependency

        labels = ["method", "route", "status"]
        self.registry = prometheus.CollectorRegistry()
        self.answers = prometheus.Counter(
            "side_by_side_requests_total", "Requests answered.", labels, registry=self.registry
        )
        self.seconds = prometheus.Histogram(
            "side_by_side_request_seconds", "Time taken by requests.", ["route"], registry=self.registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
        )  # fmt: skip

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        known = method if method in ("GET", "HEAD", "POST") else "other"
        self.answers.labels(known, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


@functools.cache
def collected() -> Metrics:
    """Return the metrics of this process."""
    return Metrics()


def exposition() -> tuple[bytes, str]:
    """Return the metrics of all processes and their media type."""
    import prometheus_client as prometheus  # here, not above: an optional dependency
    from prometheus_client import multiprocess

    registry = prometheus.CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return prometheus.generate_latest(registry), prometheus.CONTENT_TYPE_LATEST


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Show the metrics to Prometheus; 404 without METRICS_TOKEN, 401 without it in the request."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(
            "a bearer token is needed\n", status=401, content_type="text/plain", headers={"WWW-Authenticate": "Bearer"}
        )
    content, media_type = exposition()
    return HttpResponse(content, content_type=media_type)


def share_metrics(folder: Path) -> None:
    """Let all processes write into this folder. Call it before prometheus_client is first imported."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    folder.mkdir(parents=True, exist_ok=True)
    importlib.import_module("prometheus_client")


def forget_metrics(folder: Path) -> None:
    """Delete what processes that ended wrote; call it before new ones begin."""
    for path in folder.glob("*.db"):
        path.unlink(missing_ok=True)
