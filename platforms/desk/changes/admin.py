"""Changes at the desk: what waits for a publisher, with its preview, and what was published, which can be undone."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from platforms.desk.changes.differences import differences_of
from platforms.desk.changes.trials import show_effect, show_preview
from platforms.domain.document.patches import changes_of
from platforms.domain.document.problems import Invalid
from platforms.models import ChangeSet, ChangeState
from platforms.storage import changesets
from platforms.storage.document.write import Refused

MATCHED = frozenset({"traits", "features", "goals", "ratings", "support", "uses", "audience"})
"""What of a key can change who fits whom."""


class ReasonForm(ActionForm):
    """The reason that several changes are published or declined with."""

    reason = forms.CharField(required=False, max_length=300, label=gettext_lazy("Reason"))


@admin.register(ChangeSet)
class ChangeSetAdmin(admin.ModelAdmin):
    """Made by saves alone; a publisher publishes, declines or undoes them."""

    list_display = ["title", "note", "state", "made_by", "made_at", "decided_by"]
    list_filter = ["state"]
    ordering = ["-pk"]
    search_fields = ["title", "note"]
    actions = ["publish_selected"]
    action_form = ReasonForm

    def get_urls(self):
        def page(view):
            return self.admin_site.admin_view(partial(view, self))

        return [
            path("<int:pk>/preview/", page(show_preview), name="platforms_changeset_preview"),
            path("<int:pk>/effect/", page(show_effect), name="platforms_changeset_effect"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def has_publish_permission(self, request) -> bool:
        return request.user.has_perm("platforms.publish_platform")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:  # nobody adds one by hand
            raise PermissionDenied
        change = get_object_or_404(ChangeSet, pk=object_id)
        if not self.has_view_permission(request, change):
            raise PermissionDenied
        if request.method == "POST":
            if not self.has_publish_permission(request):
                raise PermissionDenied
            done = decide(request, change)
            return redirect("admin:platforms_changeset_change", done.pk)
        changes = changes_of(change.changes)
        context = {
            **self.admin_site.each_context(request),
            "title": change.title,
            "opts": self.opts,
            "change": change,
            "is_pending": change.state == ChangeState.PENDING,
            "is_published": change.state == ChangeState.PUBLISHED,
            "may_publish": self.has_publish_permission(request),
            "has_effect": any(MATCHED.intersection(change.key) for change in changes),
            "differences": differences_of(changes),
        }
        return TemplateResponse(request, "admin/platforms/changeset/change.html", context)

    @admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
    def publish_selected(self, request, queryset) -> None:
        for change in queryset.filter(state=ChangeState.PENDING).order_by("pk"):
            _attempt(request, change, partial(changesets.publish, change), request.POST.get("reason", ""))


def decide(request: HttpRequest, change: ChangeSet) -> ChangeSet:
    """Publish, decline or undo a change as the button says; say what came of it. Return the change to show."""
    reason = request.POST.get("reason", "").strip()
    if "undo" in request.POST and change.state == ChangeState.PUBLISHED:
        undone: list[ChangeSet] = []
        _attempt(request, change, lambda **options: undone.append(changesets.undo(change, by=options["by"])), reason)
        return undone[0] if undone else change
    if "decline" in request.POST:
        if reason:
            changesets.decline(change, by=request.user, reason=reason)
            messages.success(request, _("%(title)s is declined.") % {"title": change})
        else:
            messages.error(request, _("Say why you decline it."))
    elif "publish" in request.POST:
        _attempt(request, change, partial(changesets.publish, change), reason)
    return change


def _attempt(request: HttpRequest, change: ChangeSet, act: Any, reason: str) -> None:
    """Act, and say what came of it."""
    try:
        act(by=request.user, reason=reason)
    except changesets.Overtaken as overtaken:
        for difference in differences_of(overtaken.changes):
            text = _("%(title)s no longer fits: somebody changed “%(name)s” since.")
            messages.error(request, text % {"title": change, "name": difference.name})
    except Invalid as refusal:
        for problem in refusal.problems:
            messages.error(request, f"{change}: {problem}")
    except Refused as refusal:
        messages.error(request, f"{change}: {refusal}")
    else:
        messages.success(request, _("%(title)s: done, and public.") % {"title": change})
