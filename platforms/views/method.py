"""How it works: the formula in words, what every goal needs, and the fairness audit."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from platforms import answer_words
from platforms.domain.catalogue.evidence import FRESH_FOR
from platforms.domain.catalogue.report import report
from platforms.domain.catalogue.scales import Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.fairness.audit import MOST_CORRELATION, audit
from platforms.domain.fairness.panel import verdicts
from platforms.domain.matching import matches, pairing, sections, table
from platforms.views.public import public


@public
def method(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """State the formula in words, with the numbers that the code uses."""
    today = timezone.now().date()
    context = {
        "catalogue": catalogue,
        "matching": {
            "goal": table.GOAL_WEIGHT,
            "goal_matters": table.GOAL_WEIGHT_IF_IT_MATTERS,
            "wish": table.WISH_WEIGHT,
            "wish_matters": table.WISH_WEIGHT_IF_IT_MATTERS,
            "tier": round(sections.TIER_WIDTH * 100),
            "pair": round(pairing.PAIR_GAIN * 100),
            "known": round(matches.KNOWN_ENOUGH * 100),
        },
        "needs": lambda: [(goal, list(_needs(catalogue, goal))) for goal in catalogue.goals],
        "fresh_for": FRESH_FOR.days,
        "report": catalogue.memoize(("report", today), lambda: report(catalogue=catalogue, today=today)),
    }
    return render(request, "method/method.html", context)


@public
def fairness_page(request: HttpRequest, catalogue: Catalogue) -> HttpResponse:
    """Show how often each platform leads, and which questions change the result."""
    audited = catalogue.memoize("audit", lambda: audit(catalogue=catalogue))
    context = {
        "catalogue": catalogue,
        "audit": audited,
        "influences": [
            (_("Goals"), [(catalogue.goal_by_slug[i.key].wording, i) for i in audited.goals]),
            (_("Wishes"), [(catalogue.trait_by_slug[i.key].question, i) for i in audited.traits]),
            (_("Must-haves"), [(catalogue.feature_by_slug[i.key].must_have, i) for i in audited.musts]),
            (_("About you"), [(answer_words.about_you_name(i.key), i) for i in audited.about_you]),
        ],
        "panel": list(verdicts(catalogue)),
        "most_correlation": MOST_CORRELATION,
        "correlation": f"{audited.correlation:.2f}",
    }
    return render(request, "method/fairness.html", context)


def _needs(catalogue: Catalogue, goal: Goal) -> Iterator[tuple[str, str, int]]:
    """Yield each need's name, level and weight, the weightiest first."""
    for need in sorted(goal.needs, key=lambda need: -need.weight):
        if need.feature:
            yield catalogue.feature_by_slug[need.feature].name, "", need.weight
        else:
            trait = catalogue.trait_by_slug[need.key]
            yield trait.name, trait.levels[need.target or 0].label, need.weight
