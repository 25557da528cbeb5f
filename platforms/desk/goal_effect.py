"""The effect of a changed goal on the matching, shown before it is saved."""

from dataclasses import dataclass
from fractions import Fraction

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from platforms.desk.saving import drop_messages
from platforms.domain.fairness.audit import Audit, altered, audit
from platforms.models import Platform
from platforms.storage import published
from platforms.storage.building import build

SAMPLES = 400
"""Answers tried before and after: enough for a share to within a few per cent, and done in some seconds."""

MOST = 8


@dataclass(frozen=True, slots=True)
class Shift:
    """How often a platform leads, before and after."""

    name: str
    before: Fraction
    after: Fraction


def confirm_effect(admin, request: HttpRequest, save) -> HttpResponse:
    """Save, audit the matching, roll back, and ask for confirmation. `save` saves and answers the request.

    Answer as the admin does when the form is not valid, changes no goal, or was confirmed.
    """
    if request.method != "POST" or "_shown" in request.POST:
        return save()
    before = published.current()
    with transaction.atomic():
        response = save()
        if response.status_code != 302:
            return response
        after = build(Platform.objects.published(), revision="tried out")
        if after.goals == before.goals:
            return response
        transaction.set_rollback(True)
    drop_messages(request)  # "was changed successfully" is not true yet
    old, new = (audit(catalogue=catalogue, samples=SAMPLES) for catalogue in (before, after))
    fields = [field for field in request.POST.lists() if field[0] != "csrfmiddlewaretoken"]
    context = {
        **admin.admin_site.each_context(request),
        "title": _("What this changes"),
        "opts": admin.model._meta,
        "fields": [(name, value) for name, values in fields for value in values],
        "altered": altered(before=before, after=after, samples=SAMPLES),
        "shifts": _shifts(old, new),
        "failures": new.failures,
        "mended": [failure for failure in old.failures if failure not in new.failures],
        "samples": new.samples,
    }
    return TemplateResponse(request, "admin/platforms/goal/effect.html", context)


def _shifts(old: Audit, new: Audit) -> list[Shift]:
    """Return the platforms whose lead changes most."""
    before = {standing.platform.slug: standing.leads for standing in old.standings}
    shifts = [Shift(s.platform.name, before.get(s.platform.slug, Fraction(0)), s.leads) for s in new.standings]
    moved = [shift for shift in shifts if shift.before != shift.after]
    return sorted(moved, key=lambda shift: (-abs(shift.after - shift.before), shift.name))[:MOST]
