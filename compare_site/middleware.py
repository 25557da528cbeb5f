"""The client's address, limits of requests, security headers, the language of an address."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django.utils.translation import override

LONGEST_ADDRESS = 8_000
"""Characters of path and query string; beyond it nobody typed or followed a link of ours."""

LARGEST_BODY = 64 * 1024
"""Bytes; the longest report of a mistake has some 25,000."""

LARGEST_BODY_AT_THE_DESK = 32 * 1024 * 1024
"""Bytes; what is smaller than this and still too large for its form is refused by the form, in its own words."""

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "usb",
    )
)  # fmt: skip


class ClientIPMiddleware(MiddlewareMixin):
    """Take the visitor's address from the proxies in front of us, for all that counts by address."""

    def process_request(self, request: HttpRequest) -> None:
        request.META["REMOTE_ADDR"] = client_address(request)


class SecurityHeadersMiddleware(MiddlewareMixin):
    """Set the security headers that Django has no setting for."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class RequestLimitsMiddleware(MiddlewareMixin):
    """Refuse what is too long, too large or nonsense with 414, 413 or 400, before any of it is read."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        query, length = request.META.get("QUERY_STRING", ""), request.META.get("CONTENT_LENGTH") or "0"
        most = LARGEST_BODY_AT_THE_DESK if request.path.startswith("/admin/") else LARGEST_BODY
        if len(request.path) + len(query) > LONGEST_ADDRESS:
            return _sentence(414, _("This address is too long."))
        if "\0" in request.path or "%00" in query:
            return _sentence(400, _("An address can't hold a NUL."))
        if not length.isascii() or not length.isdigit():
            return _sentence(400, _("The length of what was sent is no number."))
        if int(length) > most:
            text = _("This is more than can be taken here: at most %(most)d kB.")
            return _sentence(413, text % {"most": most // 1024})
        return None


def _sentence(status: int, text: str) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


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


class LocaleFromPathMiddleware:
    """Activate the language that the address names, and English where it names none.

    Nothing else decides, neither a cookie nor what the browser prefers, so that any cache may keep every page. Django's
    own LocaleMiddleware would vary on Accept-Language.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.languages = {code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE}

    def __call__(self, request):
        prefix = request.path_info.split("/", 2)[1]
        language = prefix if prefix in self.languages else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with override(language):
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Content-Language", language)
        return response
