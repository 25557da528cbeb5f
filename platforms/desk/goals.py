"""What a change of goals' needs does to the matching, shown before it is saved."""

from dataclasses import dataclass
from fractions import Fraction

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from platforms.domain.fairness.audit import Audit, altered, audit
from platforms.models import Platform
from platforms.storage import published
from platforms.storage.building import build

SAMPLES = 400
"""Answers tried before and after: enough for a share to within a few per cent, and done in some seconds."""

MOST = 8


@dataclass(frozen=True, slots=True)
class Shift:
    name: str
    before: Fraction
    after: Fraction


class _TryOut(Exception):
    """Ends the transaction in which a save was only tried."""


def with_effect(admin, request: HttpRequest, save) -> HttpResponse:
    """Save in a transaction, look at what the matching makes of it, take it back, and ask. `save` answers the request.

    What is not valid, changes no match, or was shown already is answered as the admin does.
    """
    if request.method != "POST" or "_shown" in request.POST:
        return save()
    before = published.current()
    try:
        with transaction.atomic():
            response = save()
            if response.status_code != 302:
                return response
            after = build(Platform.objects.published(), revision="tried out")
            if after.goals == before.goals:
                return response
            raise _TryOut
    except _TryOut:
        list(_messages(request))  # "was changed successfully" is not true yet
    old, new = (audit(catalogue=catalogue, samples=SAMPLES) for catalogue in (before, after))
    context = {
        **admin.admin_site.each_context(request),
        "title": _("What this changes"),
        "opts": admin.model._meta,
        "fields": [(key, value) for key, values in request.POST.lists() for value in values if key not in _OWN],
        "altered": altered(before=before, after=after, samples=SAMPLES),
        "shifts": _shifts(old, new),
        "failures": new.failures,
        "mended": [failure for failure in old.failures if failure not in new.failures],
        "samples": new.samples,
    }
    return TemplateResponse(request, "admin/platforms/goal/effect.html", context)


_OWN = ("csrfmiddlewaretoken",)


def _messages(request: HttpRequest):
    from django.contrib.messages import get_messages

    return get_messages(request)


def _shifts(old: Audit, new: Audit) -> list[Shift]:
    """The platforms whose lead changes most."""
    led = {standing.platform.slug: standing.leads for standing in old.standings}
    shifts = [Shift(s.platform.name, led.get(s.platform.slug, Fraction(0)), s.leads) for s in new.standings]
    moved = [shift for shift in shifts if shift.before != shift.after]
    return sorted(moved, key=lambda shift: (-abs(shift.after - shift.before), shift.name))[:MOST]
