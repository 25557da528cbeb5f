"""Which platforms fit the answers, with the reasons."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from platforms.addresses import comparison_path
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Feature
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.selection import Selection
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.matches import RuledOut
from platforms.domain.matching.ranking import Ranking, match
from platforms.domain.matching.summary import summary
from platforms.views import sharing
from platforms.views.fit.answers import RESULTS, REVIEW, answers_of, path_of, private
from platforms.views.public import public

MOST_COMPARED = 3
"""How many of the best can be compared with one tap."""


@public
def results(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Rank the platforms by the answers; ask for one where there is none."""
    answers = answers_of(request, catalogue)
    ranking = match(catalogue=catalogue, answers=answers)
    shown, path = summary(ranking=ranking), path_of(RESULTS, answers)
    context = {
        "catalogue": catalogue,
        "canonical": request.path,
        "answers": answers,
        "ranking": ranking,
        "summary": shown,
        "ruled_out": _with_paths(shown.ruled_out, answers),
        "notice": sharing.since_results(request, catalogue, ranking) if answers.counted else None,
        "review": path_of(REVIEW, answers),
        **_comparisons(ranking),
        "share": sharing.shared(request, catalogue, path, code=reverse("fit_qr")),
    }
    return private(render(request, "results/results.html", context))


def _with_paths(ruled_out: Sequence[RuledOut], answers: Answers) -> list[tuple[Platform, list[tuple[Feature, str]]]]:
    """Return each platform with the must-haves that it lacks, and the path of the results without each of them."""
    without = {slug: path_of(RESULTS, answers.without("must", slug)) for slug in answers.musts}
    return [(out.platform, [(feature, without[feature.slug]) for feature in out.broken]) for out in ruled_out]


def _comparisons(ranking: Ranking) -> dict[str, str]:
    """Return the paths that compare the best platforms, and the best pair."""

    def compared(*platforms: Platform) -> str:
        slugs = tuple(platform.slug for platform in platforms)
        return comparison_path(Selection(slugs, goals=ranking.answers.goals))

    best, pair = [match.platform for match in ranking.matches[:MOST_COMPARED]], ranking.pair
    return {
        "compare_best": compared(*best) if len(best) > 1 else "",
        "compare_pair": compared(pair.first, pair.second) if pair else "",
    }


@public
def qr_code(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Draw the QR code of the results for these answers, for another phone's camera."""
    return private(sharing.qr_code(request, reverse("fit_results")))
