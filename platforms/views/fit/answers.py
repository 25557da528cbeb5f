"""Answers to the questionnaire in addresses: read from one, written into the next."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching import questionnaire
from platforms.domain.matching.answers import Answers
from platforms.views import sharing

REVIEW, RESULTS = "review", "results"
"""The pages after the questions."""

NO_ANSWERS = ("done", "then", sharing.KEY, sharing.FROM)
"""Keys of the query string that are no answers: sent, where to go then, when the link was made, by whom."""

ANY = "any"
"""The value of what does not matter, or is not told; no address keeps it."""


def answers_of(request: HttpRequest, catalogue: Catalogue) -> Answers:
    """Read the answers from the query string of a request."""
    query = {
        key: [value for value in values if value != ANY] if ANY in values else values
        for key, values in request.GET.lists()
        if key not in NO_ANSWERS
    }
    return Answers.parse(query, catalogue=catalogue)


def path_of(page: str, answers: Answers, **steering: str) -> str:
    """Return the path of a page with these answers; `page` is a question's key, or one of the pages after them."""
    if page == questionnaire.GOALS:
        path = reverse("fit")
    elif page in (REVIEW, RESULTS):
        path = reverse(f"fit_{page}")
    else:
        path = reverse("fit_step", kwargs={"key": page})
    query = "&".join(filter(None, [answers.query, urlencode(steering)]))
    return f"{path}?{query}" if query else path


def private(response: HttpResponse) -> HttpResponse:
    """Keep answers between the visitor's browser and us: in no shared cache, in no search engine."""
    response["Cache-Control"] = "private, max-age=60"
    response["X-Robots-Tag"] = "noindex"
    return response
