"""The log: an ID for each request, and one line."""

import contextvars
import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from compare_site.observability import metrics

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
        if isinstance(request, HttpRequest) and record.name == "django.request" and record.args:
            record.args = (record.args[0], route_of(request))  # type: ignore[index]
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
        metrics.collected().count(method, route, status, seconds)
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
        "filters": {"request": {"()": "compare_site.observability.request_log.RequestIDFilter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": style, "filters": ["request"]}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        # Not found and bad requests are answered, not logged: their paths hold what visitors typed.
        "loggers": {
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "platforms.requests": {"level": "INFO" if style == "json" else "WARNING"},
        },
    }
