"""Who has a feature: every platform on one row, by its answer."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from platforms.addresses import comparison_path
from platforms.domain.catalogue.scales import Feature
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.filtering import grouped
from platforms.domain.comparing.filters import Filters, Sort
from platforms.domain.comparing.selection import FEWEST, MOST, Selection, Show
from platforms.domain.vocabulary import Value
from platforms.views.public import public


@public
def feature(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """Show who has a feature, has it with limits, is without it, or may have it."""
    found = catalogue.feature_by_slug.get(slug)
    if found is None:
        raise Http404
    groups = grouped(catalogue=catalogue, filters=Filters(features=(slug,), sort=Sort.NAME))
    answers = {
        Value.YES: groups.yes,
        Value.PARTLY: groups.partly,
        Value.NO: groups.no,
        Value.UNKNOWN: groups.unknown,
    }
    context = {
        "catalogue": catalogue,
        "canonical": reverse("feature", kwargs={"slug": slug}),
        "feature": found,
        "answers": [(value, platforms) for value, platforms in answers.items() if platforms],
        "having": groups.yes,
        "compared": _compared(catalogue, found),
        "others": [other for other in catalogue.features if other.group == found.group and other != found],
    }
    return render(request, "feature/feature.html", context)


def _compared(catalogue: Catalogue, feature: Feature) -> dict[str, object] | None:
    """Return those with the feature that most people use, with the path of their comparison; None for a single one."""
    having = grouped(catalogue=catalogue, filters=Filters(features=(feature.slug,), sort=Sort.PEOPLE)).met[:MOST]
    if len(having) < FEWEST:
        return None
    selection = Selection(tuple(platform.slug for platform in having), show=Show.ALL)
    path = comparison_path(selection, open=feature.slug)
    return {"platforms": having, "path": f"{path}#{feature.slug}"}
