"""The effect of a save on the matching, shown before it is saved."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from platforms.desk.effects.effect import effect
from platforms.desk.saving.responses import drop_messages
from platforms.domain.catalogue.values import Catalogue
from platforms.models import Platform
from platforms.storage import published
from platforms.storage.building import build


def changes_goals(before: Catalogue, after: Catalogue) -> bool:
    """Tell whether goals weigh something else: what follows from it can't be seen on the form."""
    return before.goals != after.goals


def is_asked_for(request: HttpRequest) -> bool:
    """Tell whether somebody wants to see the effect of what they are about to save."""
    return request.method == "POST" and "_effect" in request.POST and "_shown" not in request.POST


def confirm_effect(
    admin, request: HttpRequest, save, *, is_worth_it: Callable[[Catalogue, Catalogue], bool] = changes_goals
) -> HttpResponse:
    """Save, audit the matching, roll back, and ask for confirmation. `save` saves and answers the request.

    Answer as the admin does when the form is not valid, is not worth it, or was confirmed.
    """
    if request.method != "POST" or "_shown" in request.POST:
        return save()
    before = published.current()
    with transaction.atomic():
        response = save()
        if response.status_code != 302:
            return response
        after = build(Platform.objects.published(), revision="tried out")
        if not is_worth_it(before, after):
            return response
        transaction.set_rollback(True)
    drop_messages(request)  # "was changed successfully" is not true yet
    fields = [field for field in request.POST.lists() if field[0] != "csrfmiddlewaretoken"]
    context = {
        **admin.admin_site.each_context(request),
        **effect(before, after),
        "title": _("What this changes"),
        "opts": admin.model._meta,
        "fields": [(name, value) for name, values in fields for value in values],
    }
    return TemplateResponse(request, "admin/platforms/goal/effect.html", context)
