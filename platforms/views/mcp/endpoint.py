"""The address of the MCP server: tells people and programs that only read what it is, and counts calls by network."""

import time
from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from platforms.storage.limits import network_of
from platforms.views import errors
from platforms.views.mcp.server import server

MOST_CALLS = 300
"""Calls in a minute that a process answers to one network: an assistant's has many people behind it."""

_calls: Counter[tuple[int, str]] = Counter()
"""Calls by minute and network, of this minute alone."""


@csrf_exempt
def endpoint(request: HttpRequest) -> HttpResponse:
    """Answer a call; 405 to who only reads, as the protocol has it, with a sentence; 429 beyond the limit."""
    if request.method != "POST":
        response = errors.problem(
            405, _("This is an MCP server. Add this address to an assistant; it answers POST. People start at /data/.")
        )
        response["Allow"] = "POST"
        return response
    if not _may_call(request.META.get("REMOTE_ADDR", "")):
        response = errors.problem(429, _("Too many calls from your network. Please try again in a minute."))
        response["Retry-After"] = "60"
        return response
    return server(request)


def _may_call(address: str) -> bool:
    minute = int(time.monotonic() // 60)
    for key in [key for key in list(_calls) if key[0] != minute]:
        _calls.pop(key, None)
    _calls[minute, network_of(address)] += 1
    return _calls[minute, network_of(address)] <= MOST_CALLS
