"""Limits of requests, plain text, security headers."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from platforms.domain.opendata.catalogue import ProblemData
from platforms.domain.plain_text import UNREADABLE, plain

LONGEST_ADDRESS = 8_000
"""Characters of path and query string; beyond it nobody typed or followed a link of ours."""

LARGEST_BODY = 64 * 1024
"""Bytes; the longest report of a mistake has some 25,000."""

LARGEST_BODY_AT_THE_DESK = 32 * 1024 * 1024
"""Bytes; what is smaller than this and still too large for its form is refused by the form, in its own words."""

MOST_PARAMETERS = 1000
"""In an address; a questionnaire has some fifty."""

UTF_8 = ("utf-8", "utf8", "us-ascii")

REFUSED = "compare_site.refused"
"""Where a request's META holds the status of what the server took no further (serving/worker.py)."""

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "usb",
    )
)  # fmt: skip


class NoCookiesMiddleware(MiddlewareMixin):
    """Drop the cookies of a public page's request: Django answers even a session that is none with a cookie."""

    def process_request(self, request: HttpRequest) -> None:
        if not request.path.startswith("/admin/"):
            request.META.pop("HTTP_COOKIE", None)


class SecurityHeadersMiddleware(MiddlewareMixin):
    """Set the security headers that Django has no setting for."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class RequestLimitsMiddleware(MiddlewareMixin):
    """Refuse what is too long, too large or nonsense with 414, 413 or 400, before any of it is read.

    Every text is UTF-8 (wsgi.py); a body that says it is something else is refused.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        query, length = request.META.get("QUERY_STRING", ""), request.META.get("CONTENT_LENGTH") or "0"
        most = largest_body(request.path)
        if status := request.META.get(REFUSED):
            return self._refused(request, status)
        if request.method == "OPTIONS" and request.path == "/*":  # `OPTIONS *` asks about the server, not about a page
            return HttpResponse(status=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
        if len(request.path) + len(query) > LONGEST_ADDRESS:
            return _sentence(request, 414, _("This address is too long."))
        if "\0" in request.path or "%00" in query:
            return _sentence(request, 400, _("An address can't hold a NUL."))
        if query.count("&") >= MOST_PARAMETERS:
            return _sentence(request, 400, _("This address has too many parameters."))
        if not is_length(length):
            return _sentence(request, 400, _("The length of what was sent is no number."))
        if int(length) > most:
            text = _("This is more than can be taken here: at most %(most)d kB.")
            return _sentence(request, 413, text % {"most": most // 1024})
        if request.method not in ("GET", "HEAD") and _charset(request) not in UTF_8:
            return _sentence(request, 400, _("What you send has to be in UTF-8."))
        return None

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Say what a bare 405 means."""
        if response.status_code != 405 or response.content or request.method == "HEAD":
            return response
        said = _sentence(request, 405, _("This address can't be used like that."))
        said["Allow"] = response.get("Allow", "")
        return said

    def _refused(self, request: HttpRequest, status: int) -> HttpResponse:
        """Answer what the server took no further: no body, or not in time, or too much at once."""
        match status:
            case 408:
                return _sentence(request, 408, _("What you sent did not arrive in time."))
            case 411:
                return _sentence(request, 411, _("What you send needs its length."))
            case 503:
                text = _("Too many people are here right now. Please try again in a minute.")
                response = _sentence(request, 503, text)
                response["Retry-After"] = "30"
                response._has_been_logged = True  # type: ignore[attr-defined]  # the server says it once for all
                return response
        return _sentence(request, 400, _("What you sent did not arrive whole."))


class PlainTextMiddleware(MiddlewareMixin):
    """Take control characters out of every form, the public ones and the desk's."""

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        if request.method == "POST" and any(_is_odd(text) for _name, texts in request.POST.lists() for text in texts):
            cleaned = request.POST.copy()
            for name, values in cleaned.lists():
                cleaned.setlist(name, [plain(value) for value in values])
            request.POST = cleaned  # type: ignore[assignment]


def _is_odd(text: object) -> bool:
    return UNREADABLE.search(str(text)) is not None


def largest_body(path: str) -> int:
    """Return how many bytes may be sent to a path."""
    return LARGEST_BODY_AT_THE_DESK if path.startswith("/admin/") else LARGEST_BODY


def is_length(text: str) -> bool:
    """Tell whether a Content-Length is a number."""
    return text.isascii() and text.isdigit()


def _charset(request: HttpRequest) -> str:
    return (request.content_params or {}).get("charset", "utf-8").lower()


def _sentence(request: HttpRequest, status: int, text: str) -> HttpResponse:
    if request.path.startswith("/data/") and request.path != "/data/":  # a program asks: JSON that any page may read
        body = msgspec.json.encode(ProblemData(text, "", status))
        anybody = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
        return HttpResponse(body, status=status, content_type="application/json", headers=anybody)
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
