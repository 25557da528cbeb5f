"""What is turned away at the door, where a request comes from, what every answer carries, what only the desk needs."""

import functools
import io
from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_http_compression.middleware import HttpCompressionMiddleware
from django_otp.middleware import OTPMiddleware

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


class PublicPages:
    """Answers public pages by itself, and hands on everything else.

    Who asks for one has no session, no account and no form, so that most of what stands behind has nothing to do there
    but cost: together it takes longer than putting a page together. What an answer carries is learnt once, from the
    middleware that says so. Whatever goes wrong goes wrong again on the long way, where it is answered and logged.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.languages = LanguageOfAddress(self._answer)
        self.compression: Callable = HttpCompressionMiddleware(self.languages)
        self.standing = functools.cache(_standing_headers)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or request.path_info.startswith(NOT_PUBLIC) or refusal(request):
            return self.get_response(request)
        secure = request.is_secure()
        if settings.SECURE_SSL_REDIRECT and not secure:
            return self.get_response(request)
        try:
            response = self.compression(request)
        except Exception:
            return self.get_response(request)
        for name, value in self.standing(secure):
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        request.origin = f"{request.scheme}://{request.get_host()}"  # type: ignore[attr-defined]  # refused if not ours
        match = _match(request.path_info)
        if not getattr(match.func, "is_public", False):
            raise Resolver404
        request.resolver_match = match
        return match.func(request, *match.args, **match.kwargs)


@functools.lru_cache(1000)
def _match(path: str) -> ResolverMatch:
    """Where an address leads, in the language that it names."""
    return resolve(path)


NOT_PUBLIC = ("/admin/", settings.STATIC_URL)
"""Where addresses begin that are not looked up here."""


def _standing_headers(secure: bool) -> list[tuple[str, str]]:
    """What every answer carries, over TLS or not."""
    scheme = "https" if secure else "http"
    environ = {"REQUEST_METHOD": "GET", "wsgi.url_scheme": scheme, "HTTP_X_FORWARDED_PROTO": scheme}
    request = WSGIRequest(environ | {"wsgi.input": io.BytesIO()})
    answer: Callable = lambda _request: HttpResponse()  # noqa: E731
    for middleware in (XFrameOptionsMiddleware, ContentSecurityPolicyMiddleware, SecurityMiddleware, PublicHeaders):
        answer = middleware(answer)
    return [(name, value) for name, value in answer(request).items() if name not in ("Content-Type", "Referrer-Policy")]


class Door:
    """Takes the visitor's address from the proxies in front of us, for whatever counts by address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["REMOTE_ADDR"] = client_address(request)
        return self.get_response(request)


class PublicHeaders:
    """Headers that Django has no setting for, on every answer; and the limits, so that a refusal carries them too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = refusal(request) or self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def refusal(request: HttpRequest) -> HttpResponse | None:
    """414, 413 or 400 for what is too long, too large or nonsense, before any of it is read."""
    if len(request.path) + len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
        return _sentence(414, _("This address is too long."))
    if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        return _sentence(400, _("An address can't hold a NUL."))
    length = request.META.get("CONTENT_LENGTH") or "0"
    most = LARGEST_BODY_AT_THE_DESK if request.path.startswith("/admin/") else LARGEST_BODY
    if not length.isascii() or not length.isdigit():
        return _sentence(400, _("The length of what was sent is no number."))
    if int(length) > most:
        return _sentence(413, _("This is more than can be taken here: at most %(most)d kB.") % {"most": most // 1024})
    return None


def _sentence(status: int, text: str) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def client_address(request: HttpRequest) -> str:
    """Who asks: with PROXIES = n the nth address from the right of X-Forwarded-For, which our own proxy wrote.

    What stands further left is a claim of the client's. Without proxies, or with rubbish in the header, the peer.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    told = request.headers.get("X-Forwarded-For", "").split(",")
    if not 0 < settings.PROXIES <= len(told):
        return peer
    try:
        return str(ip_address(told[-settings.PROXIES].strip()))
    except ValueError:
        return peer


class LanguageOfAddress:
    """Speak the language that the address names, and English where it names none.

    Nothing else decides, neither a cookie nor what the browser prefers, so that any cache may keep every page. Django's
    own LocaleMiddleware would vary on Accept-Language.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.languages = {code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE}

    def __call__(self, request):
        named = request.path_info.split("/", 2)[1]
        language = named if named in self.languages else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with override(language):
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Content-Language", language)
        return response


class AtTheDesk:
    """Keeps a middleware to the editors' pages: on public ones nobody has a session, an account or messages."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/"):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)  # type: ignore[attr-defined]


class Sessions(AtTheDesk, SessionMiddleware):
    pass


class Accounts(AtTheDesk, AuthenticationMiddleware):
    pass


class SecondFactors(AtTheDesk, OTPMiddleware):
    pass


class Messages(AtTheDesk, MessageMiddleware):
    pass
