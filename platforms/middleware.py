"""What every answer carries, and what is turned away at the door."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

LONGEST_ADDRESS = 8_000
"""Characters of path and query string; beyond it nobody typed or followed a link of ours."""

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
        "magnetometer", "microphone", "midi", "payment", "usb",
    )
)  # fmt: skip


class PublicHeaders:
    """Headers that Django has no setting for, and the limit on the length of an address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if len(request.path) + len(request.META.get("QUERY_STRING", "")) > LONGEST_ADDRESS:
            response = HttpResponse(
                _("This address is too long."), status=414, content_type="text/plain; charset=utf-8"
            )
        else:
            response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class LanguageOfAddress:
    """Speak the language that the address names, and English where it names none.

    Nothing else decides, neither a cookie nor what the browser prefers, so that any cache may keep every page. Django's
    own LocaleMiddleware would vary on Accept-Language.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with override(language):
            response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Content-Language", language)
        return response
