"""The page of one platform."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.changes import Edit
from platforms.domain.catalogue.evidence import Evidence
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing import comparison
from platforms.domain.comparing.filtering import nearest
from platforms.domain.comparing.similar import similar
from platforms.domain.matching import fitness
from platforms.views.changes import day_of
from platforms.views.public import public
from platforms.words import audience_name, audience_text, use_word

MOST_DESCRIBED = 4
"""How many of the most similar platforms are described."""

MOST_OFFERED = 8
"""How many of them can be compared with one tap; all others take a second one."""

MOST_EDITS = 3


class Row(NamedTuple):
    """A use, or a part of the audience."""

    key: str
    """Its permanent address on the page."""
    title: str
    value: str
    note: str
    sources: list[int]
    """Their numbers in the list of the platform's sources."""
    checked_on: datetime.date | None


@public
def profile(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """Show a platform; with `?since=2026-10-01` also how many of its facts changed.

    Redirect from a former name; answer 410 for a withdrawn platform, and 404 with the nearest names for an unknown one.
    """
    platform = catalogue.platform_by_slug.get(slug)
    if platform is None:
        return _missing(request, catalogue, slug)
    alike = similar(catalogue=catalogue, platform=platform, most=MOST_OFFERED)
    edits = [edit for edit in catalogue.edits if edit.slug == slug]
    since = day_of(request.GET.get("since", ""))
    context = {
        "catalogue": catalogue,
        "canonical": reverse("profile", kwargs={"slug": slug}),
        "platform": platform,
        "comparison": comparison.profile(catalogue=catalogue, platform=platform, today=timezone.now().date()),
        "fitness": fitness.fitness_of(catalogue=catalogue, platform=platform),
        "uses": _uses(catalogue, platform),
        "audience": _audience(platform),
        "similar": alike[:MOST_DESCRIBED],
        "others": [each.platform for each in alike],
        "edits": edits[:MOST_EDITS],
        "since": since,
        "facts_since": _count_facts(edits, since) if since else 0,
    }
    return render(request, "profile/profile.html", context)


def _missing(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    if (present := catalogue.current_slug(slug)) != slug:
        return HttpResponsePermanentRedirect(reverse("profile", kwargs={"slug": present}))
    if withdrawn := catalogue.withdrawn_by_slug.get(slug):
        return render(request, "profile/withdrawn.html", {"withdrawn": withdrawn}, status=410)
    suggestions = nearest(catalogue=catalogue, name=slug)
    return render(request, "404.html", {"suggestions": suggestions, "asked_for": slug}, status=404)


def _uses(catalogue: Catalogue, platform: Platform) -> list[Row]:
    known = [(goal, use) for goal in catalogue.goals if (use := platform.uses.get(goal.slug))]
    return [
        Row(cell_key("uses", goal.slug), goal.wording, use_word(use.level), use.why, *_evidence(platform, use.evidence))
        for goal, use in known
    ]


def _audience(platform: Platform) -> list[Row]:
    return [
        Row(
            cell_key("audience", subject), audience_name(subject), audience_text(cell), cell.note,
            *_evidence(platform, cell.evidence),
        )
        for subject, cell in platform.audience.cells()
    ]  # fmt: skip


def _evidence(platform: Platform, evidence: Evidence) -> tuple[list[int], datetime.date | None]:
    return sorted(platform.sources.index(source) + 1 for source in evidence.sources), evidence.checked_on


def _count_facts(edits: Iterable[Edit], since: datetime.date) -> int:
    """Count the facts that changed on this day or later."""
    return len({fact.key for edit in edits if edit.at.date() >= since for fact in edit.facts})
