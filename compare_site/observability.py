"""What the operator sees: a line for each request, metrics for Prometheus, errors in Sentry. Nothing about visitors.

A request is named by its route ("comparison"), never by its path or query string: these hold what somebody compares
and answers. No address of a visitor is written anywhere.
"""

import contextvars
import functools
import importlib
import logging
import os
import re
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

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


logger = logging.getLogger("platforms.requests")

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

ROUTE = "platforms.route"
"""Where a request's META names the route of a page that came from the cache."""

current_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


class RequestIDFilter(logging.Filter):
    """Add the ID of the request to each line that is written meanwhile, and name the request by its route."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_id.get()
        request = record.__dict__.pop("request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(route_of(request) if each == request.path else each for each in record.args)
        return True


class RequestLogMiddleware:
    """Give each request an ID, which its response and every line of the log carry; log and count it.

    A proxy of ours may send the ID (`X-Request-ID`); from anybody else it isn't taken.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = request_id_of(request)
        token, began = current_id.set(request_id), time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id
            log(request, response, seconds=time.perf_counter() - began)
            return response
        finally:
            current_id.reset(token)


def request_id_of(request: HttpRequest) -> str:
    """Return the ID that a proxy of ours gave the request, or a new one."""
    sent = request.META.get("HTTP_X_REQUEST_ID", "") if settings.PROXIES else ""
    return sent if REQUEST_ID.fullmatch(sent) else secrets.token_hex(8)


def log(request: HttpRequest, response: HttpResponse, *, seconds: float) -> None:
    """Count a response and write its line."""
    method, route, status = request.method or "", route_of(request), response.status_code
    if settings.METRICS_TOKEN:
        collected().count(method, route, status, seconds)
    if logger.isEnabledFor(logging.INFO):
        fields = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        logger.info("request", extra=fields)


def route_of(request: HttpRequest) -> str:
    """Return the name of the page, such as "comparison" or "admin:index"; "static" for a file, "none" for nothing."""
    if ROUTE in request.META:
        return request.META[ROUTE]
    if request.path.startswith(settings.STATIC_URL):
        return "static"
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"


def logging_settings(style: str) -> dict[str, Any]:
    """Return Django's LOGGING: `lines` for people, warnings only; `json` for machines, one object a request."""
    formatters: dict[str, Any] = {
        "lines": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "{asctime}{levelname}{name}{message}{request_id}",
            "style": "{",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            "json_ensure_ascii": False,
        },
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": formatters,
        "filters": {"request": {"()": "compare_site.observability.RequestIDFilter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": style, "filters": ["request"]}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        # Not found and bad requests are answered, not logged: their paths hold what visitors typed.
        "loggers": {
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "platforms.requests": {"level": "INFO" if style == "json" else "WARNING"},
        },
    }
