"""Which platforms fit the answers, with the reasons."""

from collections import Counter
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from platforms.addresses import comparison_path
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.selection import Selection
from platforms.domain.matching.matches import Match
from platforms.domain.matching.ranking import Ranking, match
from platforms.domain.matching.summary import by_reason, has_limits, summary
from platforms.views import sharing
from platforms.views.fit.answers import RESULTS, REVIEW, answers_of, path_of, private
from platforms.views.fit.told import told
from platforms.views.public import public

MOST_COMPARED = 3
"""How many of the best can be compared with one tap."""

MOST_LISTED_AT_REST = 4
"""How many of the ranking show before a tap."""

MOST_RESERVED_AT_REST = 3
"""How many of those with a reservation show before a tap."""


@public
def results(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Rank the platforms by the answers; ask for one where there is none."""
    answers = answers_of(request, catalogue)
    ranking = match(catalogue=catalogue, answers=answers)
    shown, path = summary(ranking=ranking), path_of(RESULTS, answers, **{sharing.FROM: sharing.FRIEND})
    listed = [match for tier in shown.explained for match in tier]
    # Those that somebody brought back stay in sight.
    reserved = sorted(shown.reserved, key=lambda match: match.platform.slug not in answers.back)
    in_sight = max(MOST_RESERVED_AT_REST, len([m for m in reserved if m.platform.slug in answers.back]))
    context = {
        "catalogue": catalogue,
        "canonical": request.path,
        "answers": answers,
        "ranking": ranking,
        "fitting": len(ranking.fits),
        "summary": shown,
        "reserved": reserved[:in_sight],
        "more_reserved": reserved[in_sight:],
        "ruled_out": by_reason(ruled_out=shown.ruled_out),
        "strictness": _strictness(ranking),
        "told": told(catalogue, answers),
        "is_friends": bool(_friendly(request)),
        "leader": listed[0] if listed else None,
        "listed": _in_sight([*listed, *shown.others]),
        "steps": _steps(ranking),
        "notice": sharing.since_results(request, catalogue, ranking) if answers.counted else None,
        "review": path_of(REVIEW, answers, **_friendly(request)),
        **_comparisons(ranking),
        "share": sharing.shared(request, catalogue, path, code=reverse("fit_qr")),
    }
    return private(render(request, "results/results.html", context))


def _friendly(request: HttpRequest) -> dict[str, str]:
    """Return the part of the query that marks a friend's result: a change of one answer then leads straight back."""
    return {sharing.FROM: sharing.FRIEND} if request.GET.get(sharing.FROM) == sharing.FRIEND else {}


def _in_sight(listed: list[Match]) -> tuple[list[tuple[Match, str]], list[tuple[Match, str]]]:
    """Return the matches with their ranks, "5=" for equals: those at rest, and those behind a tap."""
    shared = Counter(match.rank for match in listed)
    ranked = [(match, f"{match.rank}=" if shared[match.rank] > 1 else str(match.rank)) for match in listed]
    return ranked[:MOST_LISTED_AT_REST], ranked[MOST_LISTED_AT_REST:]


def _steps(ranking: Ranking) -> list[bool]:
    """Return for each small change of the answers whether the leader stays; those that keep it first."""
    if not (steady := ranking.steadiness):
        return []
    return [True] * steady.keeping + [False] * (steady.changes - steady.keeping)


def _strictness(ranking: Ranking) -> str:
    """Return the path of the results where partly having a must-have counts the other way; empty if nothing changes."""
    answers = ranking.answers
    if answers.strict:
        return path_of(RESULTS, answers.without("strict")) if answers.musts else ""
    return path_of(RESULTS, replace(answers, strict=True)) if has_limits(ranking=ranking) else ""


def _comparisons(ranking: Ranking) -> dict[str, object]:
    """Return the paths that compare the best platforms, and the best pair."""

    def compared(*platforms: Platform) -> str:
        slugs = tuple(platform.slug for platform in platforms)
        return comparison_path(Selection(slugs, goals=ranking.answers.goals))

    best, pair = [match.platform for match in ranking.matches[:MOST_COMPARED]], ranking.pair
    return {
        "compare_best": compared(*best) if len(best) > 1 else "",
        "best": best,
        "compare_pair": compared(pair.first, pair.second) if pair else "",
    }


@public
def qr_code(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Draw the QR code of the results for these answers, for another phone's camera."""
    return private(sharing.qr_code(request, reverse("fit_results")))
