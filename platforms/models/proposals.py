"""What `watch` noticed: proposals for cells, each with what editors decided, and what it remembers of addresses."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.models.platforms import Platform


class ProposalState(models.TextChoices):
    """Open until an editor looked."""

    OPEN = "open", _("open")
    TAKEN = "taken", _("taken over")
    STILL_TRUE = "true", _("checked, still true")
    DECLINED = "declined", _("declined")


class Proposal(models.Model):
    """That a cell may be out of date. It changes nothing by itself: an editor looks, and decides."""

    in_catalogue_when = "adapter = 'terms'"

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="proposals", verbose_name=_("platform"))
    cell = models.CharField(_("cell"), max_length=90, help_text=_("Its key, as in the address of the platform's page."))
    adapter = models.CharField(_("noticed in"), max_length=20)
    value = models.CharField(_("what it would be"), max_length=200, blank=True)
    source_url = models.URLField(_("source"), max_length=1000)
    seen_on = models.DateField(_("seen on"))
    words = models.TextField(_("the words"), blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=ProposalState, default=ProposalState.OPEN)
    decision = models.TextField(_("reason of the decision"), max_length=1000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-seen_on", "platform", "cell"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ProposalState.values), name="proposal_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_at__isnull=True)
                | (~models.Q(state="open") & models.Q(decided_at__isnull=False)),
                name="proposal_decided_with_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(decision=""),
                name="proposal_declined_with_reason",
                violation_error_message=_("A decision needs its reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform}: {self.cell}"


class WatchedAddress(models.Model):
    """What the last run of `watch` saw at an address, so that the next one asks only for what is new."""

    url = models.URLField(max_length=1000, unique=True)
    etag = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text=_("Of the words that people read there."))

    class Meta:
        verbose_name = _("watched address")
        verbose_name_plural = _("watched addresses")

    def __str__(self) -> str:
        return self.url
