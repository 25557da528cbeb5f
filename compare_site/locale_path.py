"""The language of an address."""

from django.conf import settings
from django.utils.translation import override


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
