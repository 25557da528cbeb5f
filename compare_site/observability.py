"""What the operator sees: one line a request, numbers for Prometheus, errors in Sentry. Nothing of who asked, or what.

A request is named by its route ("comparison") and never by its path or query string, which hold what somebody compares
and answers. No address of a visitor is written anywhere here.
"""

import contextvars
import functools
import importlib
import logging
import os
import re
import secrets
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

requests = logging.getLogger("platforms.requests")

IDENTITY = re.compile(r"[A-Za-z0-9._-]{8,64}")
_current: contextvars.ContextVar[str] = contextvars.ContextVar("request", default="")


class WithRequest(logging.Filter):
    """Adds the identity of the request to each line that is written while it is answered, and takes out its address."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = _current.get()
        request = record.__dict__.pop("request", None)
        if isinstance(request, HttpRequest) and record.name == "django.request" and record.args:
            record.args = (record.args[0], route_of(request))  # type: ignore[index]
        return True


class RequestLogMiddleware:
    """Gives each request an identity, which its answer and every line of the log carry, and counts it.

    A proxy of ours may have given it one already (`X-Request-ID`); what anybody else sends is not taken.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        identity = identity_of(request.META)
        token, began = _current.set(identity), time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = identity
            note(request.method or "", route_of(request), response.status_code, began=began)
            return response
        finally:
            _current.reset(token)


ROUTE = "platforms.route"
"""Where a request's environment names the route of a page that came from the cache."""


def identity_of(environ: dict[str, Any]) -> str:
    """The identity that a proxy of ours gave the request, or a new one."""
    told = environ.get("HTTP_X_REQUEST_ID", "") if settings.PROXIES else ""
    return told if IDENTITY.fullmatch(told) else secrets.token_hex(8)


def note(method: str, route: str, status: int, *, began: float) -> None:
    """Count an answer and write its line; `began` is on the clock of time.perf_counter()."""
    took = time.perf_counter() - began
    if found := _metrics():
        found.count(method, route, status, took)
    if requests.isEnabledFor(logging.INFO):
        told = {"method": method, "route": route, "status": status, "ms": round(took * 1000, 1)}
        requests.info("request", extra=told)


@functools.cache
def _metrics() -> "Metrics | None":
    return Metrics() if settings.METRICS_TOKEN else None


def route_of(request: HttpRequest) -> str:
    """The name of the page, such as "comparison" or "admin:index"; "static" for a file, "none" for nothing."""
    if ROUTE in request.META:
        return request.META[ROUTE]
    if request.path.startswith(settings.STATIC_URL):
        return "static"
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"


class Metrics:
    """Counters and a histogram of all processes together: each writes its own file in a folder, read when asked."""

    def __init__(self):
        import prometheus_client as prometheus

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


def exposition() -> tuple[bytes, str]:
    """The metrics of all processes and their media type."""
    import prometheus_client as prometheus
    from prometheus_client import multiprocess

    registry = prometheus.CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return prometheus.generate_latest(registry), prometheus.CONTENT_TYPE_LATEST


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Counts and times of all processes for Prometheus; 404 without METRICS_TOKEN, 401 without it in the request."""
    if not settings.METRICS_TOKEN:
        raise Http404
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(
            "a bearer token is needed\n", status=401, content_type="text/plain", headers={"WWW-Authenticate": "Bearer"}
        )
    content, kind = exposition()
    return HttpResponse(content, content_type=kind)


def logging_settings(style: str) -> dict[str, Any]:
    """Django's LOGGING: `lines` for people, with warnings only; `json` for machines, with one object a request."""
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
        "filters": {"request": {"()": "compare_site.observability.WithRequest"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": style, "filters": ["request"]}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        # Not found and bad requests are answered, not logged: their paths hold what visitors typed.
        "loggers": {
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "platforms.requests": {"level": "INFO" if style == "json" else "WARNING"},
        },
    }


def share_metrics(folder: Path) -> None:
    """Where the processes leave their numbers; to be said before prometheus_client is first imported."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    folder.mkdir(parents=True, exist_ok=True)
    importlib.import_module("prometheus_client")


def forget_metrics(folder: Path) -> None:
    """The numbers of processes that ended; before new ones begin."""
    for path in folder.glob("*.db"):
        path.unlink(missing_ok=True)


def report_errors(dsn: str, *, release: str) -> None:
    """Send errors to Sentry, without who asked or what: no address, cookie, query string, form or local variable."""
    import sentry_sdk

    sentry_sdk.init(
        dsn=dsn, release=release, send_default_pii=False, include_local_variables=False, max_request_body_size="never",
        default_integrations=True, before_send=without_the_visitor, max_breadcrumbs=0, traces_sample_rate=None,
        server_name="", auto_session_tracking=False,
    )  # fmt: skip


def without_the_visitor(event: Any, _hint: Any) -> Any:
    """Of the request only its method and its identity in our log."""
    request = event.get("request") or {}
    event["request"] = {"method": request.get("method", "")}
    for key in ("user", "extra", "breadcrumbs", "modules"):
        event.pop(key, None)
    event.setdefault("tags", {})["request_id"] = _current.get()
    return event
