"""Send errors to a service that collects them, without anything about the visitor."""

from typing import Any

from compare_site.observability import current_id


def report_errors(dsn: str, *, release: str) -> None:
    """Send errors to Sentry: no address, cookie, query string, form or local variable."""
    import sentry_sdk  # here, not above: an optional dependency

    sentry_sdk.init(
        dsn=dsn, release=release, send_default_pii=False, include_local_variables=False, max_request_body_size="never",
        default_integrations=True, before_send=without_the_visitor, max_breadcrumbs=0, traces_sample_rate=None,
        server_name="", auto_session_tracking=False,
    )  # fmt: skip


def without_the_visitor(event: Any, _hint: Any) -> Any:
    """Keep of the request only its method and its ID in our log."""
    request = event.get("request") or {}
    event["request"] = {"method": request.get("method", "")}
    for key in ("user", "extra", "breadcrumbs", "modules"):
        event.pop(key, None)
    event.setdefault("tags", {})["request_id"] = current_id.get()
    return event
