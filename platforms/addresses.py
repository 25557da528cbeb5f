"""Addresses of pages: on this site, in each language, of a comparison, and of the pages above."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from platforms.domain.comparing.selection import Selection

LANGUAGES = {code: name for code, name in settings.LANGUAGES if code != settings.PSEUDO_CODE}
"""The own name of each language that is offered, by its code."""

ABOVE = {
    "home": _("Side by Side"),
    "browse": _("All platforms"),
    "picker": _("Compare"),
    "guides": _("Guide"),
    "changes": _("Changes"),
    "method": _("How it works"),
}
"""The titles of the pages that have others below them, by their URL names."""


def site_url(request: HttpRequest) -> str:
    """Return the public origin: SITE_URL, or the origin of the request."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def absolute_url(request: HttpRequest, path: str) -> str:
    """Return the public address of one of our paths."""
    return f"{site_url(request)}{iri_to_uri(path)}"


def in_language(path: str, code: str) -> str:
    """Return the path of the same page in another language; `path` is in the active one."""
    english = path_in_english(path)
    return english if code == settings.LANGUAGE_CODE else f"/{code}{english}"


def path_in_english(path: str) -> str:
    """Return the path without the prefix of the active language."""
    prefix = f"/{get_language()}/"
    return f"/{path.removeprefix(prefix)}" if path.startswith(prefix) else path


def in_every_language(path: str) -> list[tuple[str, str]]:
    """Return the code and the path of a page in each language that is offered."""
    return [(code, in_language(path, code)) for code in LANGUAGES]


def trail(*parents: str) -> list[tuple[str, str]]:
    """Return the title and the path of each page above: the home page, then `parents` by their URL names."""
    return [(str(ABOVE[name]), reverse(name)) for name in ("home", *parents)]


def comparison_path(selection: Selection, **more: str) -> str:
    """Return the path and query string of a comparison; `more` goes into the query."""
    path = f"{reverse('picker')}{quote(selection.path)}/" if selection.slugs else reverse("picker")
    query = "&".join(filter(None, [selection.query, urlencode(more)]))
    return f"{path}?{query}" if query else path
