"""Decide readers' reports that a cell is wrong, and go through their suggestions of platforms."""

from django import forms
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platforms import models
from platforms.domain.catalogue.cells import key_parts


class DecisionForm(forms.ModelForm):
    """The state of a report; a decision needs its reason."""

    def clean(self):
        cleaned = super().clean() or {}
        if cleaned.get("state") != models.CorrectionState.OPEN and not cleaned.get("decision"):
            self.add_error("decision", _("A decision needs its reason; everybody can read it."))
        return cleaned


@admin.register(models.Correction)
class CorrectionAdmin(admin.ModelAdmin):
    form = DecisionForm
    list_display = ["platform", "cell", "state", "reported_at"]
    list_filter = ["state", "platform"]
    ordering = ["-reported_at"]
    fields = [
        "platform",
        "cell",
        "sheet",
        "wrong",
        "source_url",
        "reported_at",
        "state",
        "decision",
        "shows_text",
        "decided_at",
        "decided_by",
    ]
    # What a reader reported can't be edited.
    readonly_fields = ["platform", "cell", "sheet", "wrong", "source_url", "reported_at", "decided_at", "decided_by"]

    @admin.display(description=_("where to mend it"))
    def sheet(self, correction) -> str:
        field, _name = key_parts(correction.cell)
        if field:
            return self._address(correction, correction.cell)
        kind = "facts"
        if models.Trait.objects.filter(slug=correction.cell).exists():
            kind = "ratings"
        elif models.Feature.objects.filter(slug=correction.cell).exists():
            kind = "support"
        return self._address(correction, f"{kind}.{correction.cell}")

    def _address(self, correction, key: str) -> str:
        context = {"platform": correction.platform, "key": key}
        return render_to_string("admin/platforms/correction/sheet.html", context)

    def has_add_permission(self, request) -> bool:
        return False

    def save_form(self, request, form, change):
        """Set who decided, and when, which the database requires."""
        correction = super().save_form(request, form, change)
        decided = correction.state != models.CorrectionState.OPEN
        correction.decided_by = request.user if decided else None
        correction.decided_at = (correction.decided_at or timezone.now()) if decided else None
        return correction


@admin.register(models.Suggestion)
class SuggestionAdmin(admin.ModelAdmin):
    list_display = ["name", "website", "is_done", "suggested_at"]
    list_filter = ["is_done"]
    ordering = ["is_done", "-suggested_at"]
    fields = ["name", "why", "website", "suggested_at", "is_done"]
    # What a reader sent can't be edited.
    readonly_fields = ["name", "why", "website", "suggested_at"]

    def has_add_permission(self, request) -> bool:
        return False
