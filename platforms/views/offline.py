"""The site on the home screen and without a network: manifest, service worker, and the pages that it shows then."""

import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching import questionnaire, weighing
from platforms.domain.matching.answers import MOST_GOALS, MOST_THAT_MATTER
from platforms.domain.matching.table import GOAL, table_of
from platforms.domain.vocabulary import LEVELS
from platforms.views.public import LINKS_TO_PREFETCH, public

PAPER, INK = "#fbf9f5", "#15171c"

ONLY_WITH_A_NETWORK = ("css/desk.css", "js/desk.js", "js/worker.js", LINKS_TO_PREFETCH)


@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker behind what it keeps from the start. It changes with every release, so that it is replaced."""
    kept = {
        "release": settings.RELEASE,
        "shell": [*_files(), *(_in(code, lambda: reverse("offline")) for code, _ in settings.LANGUAGES)],
        "languages": {
            "" if code == settings.LANGUAGE_CODE else code: _in(code, _words) for code, _ in settings.LANGUAGES
        },
    }
    source = Path(str(finders.find("js/worker.js"))).read_text("utf-8")
    return HttpResponse(f"const KEPT = {json.dumps(kept)};\n{source}", content_type="text/javascript; charset=utf-8")


@public
def manifest(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """What a phone needs to put the site on its home screen, in the language of the page."""
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
    """What is shown for a page that is not kept; the service worker adds the list of those that are."""
    return render(request, "platforms/offline.html")


@public
def results(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """The frame in which the service worker shows a ranking that it worked out itself."""
    return render(request, "platforms/fit_offline.html")


@public
def table(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """The questions in their order, and the points of every platform: the questionnaire without a network."""
    numbers = table_of(catalogue)
    keys = {questionnaire.GOALS: "goal", questionnaire.MUST_HAVES: "must"}
    return JsonResponse(
        {
            # What matters most is asked of one's own answers; it needs the server.
            "questions": [
                {"key": keys.get(question.key, question.key), "address": _address(question.key)}
                for question in questionnaire.questions(catalogue)
                if question.key != questionnaire.MATTERS
            ],
            "results": reverse("fit_offline"),
            "platforms": [
                {"slug": p.slug, "name": p.name, "address": reverse("profile", kwargs={"slug": p.slug})}
                for p in catalogue.platforms
            ],
            "table": {
                "scale": numbers.scale,
                "tier": round(weighing.TIER_WIDTH * 100),
                "most_goals": MOST_GOALS,
                "most_that_matter": MOST_THAT_MATTER,
                "weights": {
                    "goal": weighing.GOAL_WEIGHT,
                    "goal_matters": weighing.GOAL_WEIGHT_IF_IT_MATTERS,
                    "wish": weighing.WISH_WEIGHT,
                    "wish_matters": weighing.WISH_WEIGHT_IF_IT_MATTERS,
                },
                "goals": {goal.slug: numbers.rows[goal.slug, GOAL].point for goal in catalogue.goals},
                "wishes": {
                    trait.slug: [numbers.rows[trait.slug, level].point for level in LEVELS]
                    for trait in catalogue.questions
                },
                "lacks": {slug: sorted(places) for slug, places in numbers.lacks.items()},
            },
            "said": {
                "first": gettext("Best matches"),
                "second": gettext("Close behind"),
                "others": gettext("All the others"),
                "out": gettext("Ruled out"),
                "about": gettext("about %(score)s") % {"score": "{score}"},
            },
        }
    )


def _address(key: str) -> str:
    return reverse("fit") if key == questionnaire.GOALS else reverse("fit_step", kwargs={"key": key})


def _files() -> list[str]:
    """Our own files for public pages. What htmx does, whole pages do as well."""
    folder = settings.BASE_DIR / "static"
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [static(name) for name in names if name not in ONLY_WITH_A_NETWORK and not name.endswith(".png")]


def _words() -> dict[str, str]:
    return {
        # Dates as on the pages: 23 November 2026.
        "code": "en-GB" if get_language() == "en" else get_language() or "",
        "offline": reverse("offline"),
        "fit": reverse("fit"),
        "table": reverse("fit_table"),
        "old": gettext("No connection. You see what was kept on %(when)s; it may have changed since.")
        % {"when": "{when}"},
    }


def _in(language: str, what):
    with override(language):
        return what()
