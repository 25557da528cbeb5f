"""The visitor's address, as the proxies in front of us know it."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin


class ClientIPMiddleware(MiddlewareMixin):
    """Take the visitor's address from the proxies in front of us, for all that counts by address."""

    def process_request(self, request: HttpRequest) -> None:
        request.META["REMOTE_ADDR"] = client_address(request)


def client_address(request: HttpRequest) -> str:
    """Return the visitor's address: with PROXIES = n the nth from the right of X-Forwarded-For, which our proxy wrote.

    Those further left are claims of the client's. Without proxies, or with rubbish in the header, it is the peer's.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if not 0 < settings.PROXIES <= len(forwarded):
        return peer
    try:
        return str(ip_address(forwarded[-settings.PROXIES].strip()))
    except ValueError:
        return peer
