"""Open data: the catalogue, a platform, a comparison and a fit for programs, and the page that explains them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from platforms import words
from platforms.addresses import site_url
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.comparison import compare
from platforms.domain.comparing.selection import FEWEST, MOST, Selection
from platforms.domain.comparing.similar import popular_pairs
from platforms.domain.matching.admission import AGE_BANDS
from platforms.domain.matching.answers import FIELDS, Answers
from platforms.domain.matching.ranking import match
from platforms.domain.opendata.catalogue import LICENCE, Setting, catalogue_data, platform_data
from platforms.domain.opendata.comparison import comparison_data
from platforms.domain.opendata.fit import fit_data
from platforms.domain.opendata.openapi import json_schema
from platforms.domain.opendata.openapi import openapi as describe
from platforms.domain.opendata.spreadsheet import catalogue_csv
from platforms.sentences import clause_sentence
from platforms.views import errors
from platforms.views.public import public

METHODS = "GET, HEAD, OPTIONS"


def open_to_all(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let any page of any site read it; answer another method than GET so that a program understands."""

    @csrf_exempt
    @wraps(view)
    def wrapper(request: HttpRequest, **kwargs) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Allow": METHODS, "Access-Control-Max-Age": "86400"})
            response["Access-Control-Allow-Methods"] = METHODS
            response["Access-Control-Allow-Headers"] = "If-None-Match"
        elif request.method not in ("GET", "HEAD"):
            response = errors.problem(405, _("This address can only be read."))
            response["Allow"] = METHODS
        else:
            response = view(request, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return wrapper


@public
def about(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Explain open data to people: what there is, with examples."""
    known, site = catalogue.platform_by_slug, site_url(request)
    popular = popular_pairs(catalogue=catalogue)
    pair = tuple(platform.slug for platform in popular[0]) if popular else tuple(known)[:2]
    feature = next(iter(catalogue.must_haves), None)
    context = {
        "setting": Setting(catalogue, site),
        "licence": LICENCE,
        "catalogue": catalogue,
        "example": known[pair[-1]] if pair else None,
        "pair": "/".join(pair) if len(pair) > 1 else "",
        "answers": Answers(
            goals=tuple(goal.slug for goal in catalogue.goals[:1]),
            wishes=tuple((trait.slug, 2) for trait in catalogue.questions[:1]),
            musts=(feature.slug,) if feature else (),
            country="DE",
            age="18",
        ).query,
        "feature": feature,
        "ages": list(AGE_BANDS),
        "fields": list(FIELDS),
    }
    return render(request, "data/data.html", context)


@open_to_all
@public
def whole(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    return _json(catalogue_data(Setting(catalogue, site_url(request))))


@open_to_all
@public
def spreadsheet(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    text = catalogue_csv(catalogue, address=Setting(catalogue, site_url(request)).profile, words=words)
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": 'attachment; filename="side-by-side.csv"'},
    )


@open_to_all
@public
def platform(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """Serve one platform; redirect from a former name, as its page does."""
    if found := catalogue.platform_by_slug.get(slug):
        return _json(platform_data(Setting(catalogue, site_url(request)), found))
    present = catalogue.current_slug(slug)
    if present != slug and (present in catalogue.platform_by_slug or present in catalogue.withdrawn_by_slug):
        return HttpResponsePermanentRedirect(reverse("data_platform", kwargs={"slug": present}))
    return _no_platform(catalogue, slug)


@open_to_all
@public
def comparison(request: HttpRequest, catalogue: Catalogue, slugs: str) -> HttpResponse:
    """Serve two to four platforms; `?goals=<slug>,<slug>` puts the rows that they need first."""
    asked = Selection.parse(slugs, dict(request.GET.lists()), known_goals=catalogue.goal_by_slug)
    meant = asked.with_current_slugs(catalogue)
    for slug in meant.slugs:
        if slug not in catalogue.platform_by_slug:
            return _no_platform(catalogue, slug)
    if len(meant.slugs) > MOST:
        return errors.problem(400, _("At most %(most)d platforms can be compared.") % {"most": MOST}, slugs[:200])
    if len(meant.slugs) < FEWEST:
        return errors.problem(404, _("A comparison needs two different platforms."), slugs[:200])
    if meant.path != slugs:
        path = reverse("data_comparison", kwargs={"slugs": meant.path})
        return HttpResponsePermanentRedirect(f"{path}?{meant.query}" if meant.query else path)
    result = compare(
        catalogue=catalogue,
        platforms=[catalogue.platform_by_slug[slug] for slug in meant.slugs],
        goals=[catalogue.goal_by_slug[slug] for slug in meant.goals],
        today=timezone.now().date(),
        with_audience=False,
    )
    return _json(comparison_data(Setting(catalogue, site_url(request)), result, sentence=clause_sentence))


@open_to_all
@public
def fit(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Match the answers in the query string, as the page of results does; name in `ignored` what can't be used."""
    ranking = match(catalogue=catalogue, answers=Answers.parse(dict(request.GET.lists()), catalogue=catalogue))
    response = _json(fit_data(Setting(catalogue, site_url(request)), ranking))
    response["Cache-Control"] = "private, max-age=60"  # answers stay between the visitor and us
    return response


@open_to_all
@public
def schema(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    return _json(json_schema(site=site_url(request)), "application/schema+json")


@open_to_all
@public
def openapi(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    return _json(describe(catalogue=catalogue, site=site_url(request)))


@open_to_all
def nothing(request: HttpRequest, path: str) -> HttpResponse:
    return errors.not_found(request)


def _no_platform(catalogue: Catalogue, slug: str) -> HttpResponse:
    if withdrawn := catalogue.withdrawn_by_slug.get(slug):
        return errors.problem(410, _("%(name)s was withdrawn from the catalogue.") % {"name": withdrawn.name}, slug)
    return errors.problem(404, _("There is no platform of this name."), slug[:80])


def _json(data: Any, content_type: str = "application/json") -> HttpResponse:
    return HttpResponse(msgspec.json.encode(data), content_type=content_type)
