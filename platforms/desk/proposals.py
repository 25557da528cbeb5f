"""Decide what `watch` proposed: beside the cell as it is, with the words that changed."""

from django import forms
from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from platforms import models
from platforms.domain.catalogue.cells import key_parts
from platforms.storage import published
from platforms.storage.decisions import decide
from platforms.storage.document.stored import stored_platform
from platforms.storage.document.write import Refused
from platforms.words import cell_title


class DecisionForm(forms.ModelForm):
    """The state of a proposal; declining needs a reason."""

    def clean(self):
        cleaned = super().clean() or {}
        state = cleaned.get("state")
        if state == models.ProposalState.DECLINED and not cleaned.get("decision"):
            self.add_error("decision", _("Say why it is declined."))
        return cleaned


@admin.register(models.Proposal)
class ProposalAdmin(admin.ModelAdmin):
    form = DecisionForm
    list_display = ["platform", "cell", "adapter", "value", "seen_on", "state"]
    list_filter = ["state", "adapter", "platform"]
    ordering = ["-seen_on", "platform", "cell"]
    fields = ["beside", "state", "decision", "decided_at", "decided_by"]
    readonly_fields = ["beside", "decided_at", "decided_by"]

    @admin.display(description=_("proposal"))
    def beside(self, proposal) -> str:
        """Show the proposal beside the cell as it is."""
        part = stored_platform(proposal.platform_id)
        field, name = key_parts(proposal.cell)
        held = [getattr(part, cells) for cells in ("ratings", "support", "facts")] if not field else []
        kind, cell = next(
            ((kind, cells[name]) for kind, cells in zip(("ratings", "support", "facts"), held, strict=False)
             if name in cells),
            (field, getattr(part.audience, name, None) if field == "audience" else part.uses.get(name)),
        )  # fmt: skip
        context = {
            "proposal": proposal,
            "cell": cell,
            "title": cell_title(published.current(), proposal.cell),
            "key": proposal.cell if field else f"{kind}.{name}",
        }
        return render_to_string("admin/platforms/proposal/beside.html", context)

    def has_add_permission(self, request) -> bool:
        return False

    def save_model(self, request, obj, form, change):
        """Let storage decide: it edits the cell where that was chosen, with its entry in the history."""
        try:
            decide(obj, by=request.user)
        except Refused as refused:
            obj.refresh_from_db()
            self.message_user(request, str(refused), level="ERROR")
