"""Responses of the admin's own views: whether they saved, and what they said."""

from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse


def rendered(response: Any) -> Any:
    """Render a response that waits for it, so that what it shows is of the same transaction."""
    return response.render() if hasattr(response, "render") else response


def is_redirect(response: HttpResponse) -> bool:
    """Tell whether the admin saved: it redirects then."""
    return response.status_code == 302


def drop_messages(request: HttpRequest) -> None:
    """Drop what this request said so far, such as that something was saved: it was taken back."""
    get_messages(request)._queued_messages.clear()  # type: ignore[union-attr]  # Django has no public name for it
