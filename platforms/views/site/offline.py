"""The site on the home screen and without a network: manifest, service worker, and the pages that it shows then."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, override

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching import questionnaire
from platforms.views.public import LINKS_TO_PREFETCH, public

PAPER, INK = "#fbf9f5", "#15171c"

ONLY_WITH_A_NETWORK = ("css/desk.css", "js/desk.js", "js/worker.js", LINKS_TO_PREFETCH)


@public
def worker(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Serve the service worker with what it keeps from the start; each release changes it, so that it is replaced."""
    kept = {
        "release": settings.RELEASE,
        "shell": [*_files(), *(_in(code, lambda: reverse("offline")) for code, _ in settings.LANGUAGES)],
        "languages": {
            "" if code == settings.LANGUAGE_CODE else code: _in(code, lambda: _addresses(catalogue))
            for code, _ in settings.LANGUAGES
        },
    }
    source = Path(str(finders.find("js/worker.js"))).read_text("utf-8")
    script = f"const KEPT = {json.dumps(kept)};\n{source}"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@public
def manifest(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Tell a phone how to put the site on its home screen, in the language of the page."""
    icons: list[dict[str, str]] = [
        {"src": static("icons/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("icons/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("icons/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {"src": static("icons/maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    shortcuts = [(gettext("Find my fit"), "fit"), (gettext("Compare"), "picker"), (gettext("All platforms"), "browse")]
    return JsonResponse(
        {
            "id": "/",
            "name": gettext("Side by Side"),
            "short_name": gettext("Side by Side"),
            "description": gettext(
                "Which social or professional platform fits you? Compared on facts that you can check."
            ),
            "lang": get_language(),
            "dir": "rtl" if get_language_bidi() else "ltr",
            "start_url": reverse("home"),
            "scope": "/",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": icons,
            "shortcuts": [{"name": name, "url": reverse(page)} for name, page in shortcuts],
        },
        content_type="application/manifest+json",
    )


@public
def offline(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Show the page for one that is not kept; `copies.js` lists those that are."""
    return render(request, "offline/offline.html")


def _files() -> list[str]:
    """Return our own files for public pages. What htmx does, whole pages do as well."""
    folder = settings.BASE_DIR / "static"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [static(name) for name in names if name not in ONLY_WITH_A_NETWORK and not name.endswith(".png")]


def _addresses(catalogue: Catalogue) -> dict[str, Any]:
    """Return where a language says that there is no network, and the steps of its questionnaire, the result last."""
    # What matters most is asked of one's own answers; it needs the server.
    keys = [question.key for question in questionnaire.questions(catalogue) if question.key != questionnaire.MATTERS]
    questions = [
        reverse("fit") if key == questionnaire.GOALS else reverse("fit_step", kwargs={"key": key}) for key in keys
    ]
    return {"offline": reverse("offline"), "steps": [*questions, reverse("fit_results")]}


def _in[T](language: str, what: Callable[[], T]) -> T:
    with override(language):
        return what()
