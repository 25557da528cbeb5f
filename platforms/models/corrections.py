"""What readers report: cells that are wrong, with the decisions; platforms that are missing; counts that limit both."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.models.platforms import Platform


class CorrectionState(models.TextChoices):
    """Open until an editor decides."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class Correction(models.Model):
    """A visitor's report that one cell is wrong. It holds nothing about the person, and is public once decided."""

    in_catalogue_when = "state <> 'open'"

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="corrections", verbose_name=_("platform"))
    cell = models.CharField(_("cell"), max_length=90, help_text=_("Its key, as in the address of the platform's page."))
    wrong = models.TextField(_("what is wrong"), max_length=2000)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=CorrectionState, default=CorrectionState.OPEN)
    decision = models.TextField(_("reason of the decision"), max_length=1000, blank=True)
    shows_text = models.BooleanField(
        _("show what was reported"), default=False,
        help_text=_("What a declined report says is public only with this tick."),
    )  # fmt: skip
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    reported_at = models.DateTimeField(_("reported at"), auto_now_add=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=CorrectionState.values), name="correction_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", decided_at__isnull=True)
                | (~models.Q(state="open") & models.Q(decided_at__isnull=False) & ~models.Q(decision="")),
                name="correction_decided_with_reason",
                violation_error_message=_("A decision needs its reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform}: {self.cell}"


class Suggestion(models.Model):
    """A visitor's suggestion of a platform that the catalogue doesn't have. It holds nothing about the person."""

    name = models.CharField(_("name"), max_length=80)
    why = models.TextField(_("what people do there"), max_length=1000)
    website = models.URLField(_("website"), max_length=500, blank=True)
    is_done = models.BooleanField(_("done"), default=False, help_text=_("Nothing is left to do about it."))
    suggested_at = models.DateTimeField(_("suggested at"), auto_now_add=True)

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")

    def __str__(self) -> str:
        return self.name


class ReportCount(models.Model):
    """The number of reports from one network within an hour; the first report after the hour deletes it.

    It is in the database, not in memory, so that all processes and machines share one limit.
    """

    digest = models.CharField(max_length=32, unique=True, help_text=_("Of the network, under the secret key."))
    since = models.DateTimeField()
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("count of reports")
        verbose_name_plural = _("counts of reports")

    def __str__(self) -> str:
        return self.digest
