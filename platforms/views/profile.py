"""The page of one platform."""

import datetime
from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforms.addresses import comparison_path
from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.changes import Edit
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing import comparison, key_facts
from platforms.domain.comparing.filtering import nearest
from platforms.domain.comparing.rows import Row
from platforms.domain.comparing.selection import Selection
from platforms.domain.comparing.similar import closest
from platforms.domain.matching import fitness
from platforms.domain.people import Audience
from platforms.domain.vocabulary import Value
from platforms.searching import search_by_name
from platforms.views.changes import day_of
from platforms.views.public import public

MOST_FOUND = 6
"""How many platforms a search for one to compare with lists."""

MOST_EDITS = 3

MOST_NAMED = 3
"""How many features of a group a profile names before a tap."""

QUESTIONS = (
    (_("How old must I be?"), cell_key("audience", Audience.AGES)),
    (_("Is it free?"), key_facts.FREE),
    (_("Do I need my real name?"), key_facts.IDENTITY),
    (_("Who sees what I share?"), key_facts.VISIBILITY),
    (_("Are my posts kept out of AI training?"), key_facts.AI),
    (_("Can I delete my account?"), key_facts.DELETE),
)
"""What people ask first, and the cell that answers."""


@public
def profile(request: HttpRequest, catalogue: Catalogue, slug: str) -> HttpResponse:
    """Show a platform; with `?since=2026-10-01` also how many of its facts changed, with `?q=meet` whom to compare.

    Redirect from a former name; answer 410 for a withdrawn platform, and 404 with the nearest names for an unknown one.
    """
    platform = catalogue.platform_by_slug.get(slug)
    if platform is None:
        return _missing(request, catalogue, slug)
    edits = [edit for edit in catalogue.edits if edit.slug == slug]
    since = day_of(request.GET.get("since", ""))
    search = request.GET.get("q", "")[:80].strip()
    result = comparison.profile(catalogue=catalogue, platform=platform, today=timezone.now().date())
    rows = {row.key: row for row in result.rows}
    context = {
        "catalogue": catalogue,
        "canonical": reverse("profile", kwargs={"slug": slug}),
        "platform": platform,
        "comparison": result,
        "fitness": fitness.fitness_of(catalogue=catalogue, platform=platform),
        "rows": rows,
        "price": key_facts.price(platform),
        "plan": key_facts.plan(platform),
        "works_on": key_facts.works_on(platform),
        "questions": [(question, rows.get(key)) for question, key in QUESTIONS],
        "core": [rows[trait.slug] for trait in catalogue.core_traits],
        "other_traits": [rows[trait.slug] for trait in catalogue.traits if not trait.core],
        "groups": [(group, _counted(rows, features)) for group, features in catalogue.features_by_group],
        "facts": [row for row in result.rows if row.point.section == "facts"],
        "audience": [row for row in result.rows if row.point.audience],
        "uses": [(goal, platform.uses.get(goal.slug)) for goal in catalogue.goals],
        "similar": [(other, _beside(platform, other)) for other in closest(catalogue, platform)],
        "search": search,
        "found": [(other, _beside(platform, other)) for other in _found(catalogue, platform, search)],
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


def _counted(rows: Mapping[str, Row], features: Iterable) -> dict[str, object]:
    """Return the rows of a group's features, those to name at rest, and how many there are of each value."""
    found = [rows[feature.slug] for feature in features]
    supports = [(row, row.cells[0].support) for row in found if row.cells[0].support]
    values = [support.value for _, support in supports]
    has = [row for row, support in supports if support.value in (Value.YES, Value.PARTLY)]
    named = MOST_NAMED if len(has) > MOST_NAMED + 1 else len(has)
    counts = {value: values.count(value) for value in set(values)}
    return {"rows": found, "named": has[:named], "more": len(has) - named} | counts


def _beside(platform: Platform, other: Platform) -> str:
    return comparison_path(Selection((platform.slug, other.slug)))


def _found(catalogue: Catalogue, platform: Platform, search: str) -> list[Platform]:
    found = search_by_name(catalogue=catalogue, search=search) if search else ()
    return [each for each in found if each is not platform][:MOST_FOUND]


def _count_facts(edits: Iterable[Edit], since: datetime.date) -> int:
    """Count the facts that changed on this day or later."""
    return len({fact.key for edit in edits if edit.at.date() >= since for fact in edit.facts})
