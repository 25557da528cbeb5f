"""What the editors' desk keeps besides the catalogue: corrections, guides, and what was last shipped."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platforms.domain.document import prose
from platforms.models.fields import slug_field
from platforms.models.platforms import Platform
from platforms.models.traits import Feature, Trait


class Guide(models.Model):
    in_catalogue = True

    slug = slug_field(unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=400, help_text=_("One sentence: what the reader learns."))
    markdown = models.TextField(
        _("text"),
        max_length=20_000,
        help_text=_(
            "Markdown; headings begin with ##. A line of its own in braces draws from the catalogue: {trait focus}, "
            "{feature job-listings events}, {more social}, {more professional}, {shared}, {kinds}."
        ),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("guide", kwargs={"slug": self.slug})

    def clean(self) -> None:
        self.markdown = self.markdown.replace("\r\n", "\n")
        traits, features = (set(model.objects.values_list("slug", flat=True)) for model in (Trait, Feature))
        if names := prose.unknown_names(self.markdown, traits=traits, features=features):
            raise ValidationError({"markdown": [_("“%s” is no drawing, trait or feature.") % name for name in names]})


class CorrectionState(models.TextChoices):
    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class Correction(models.Model):
    """A visitor's report that one cell is wrong. It holds nothing about the person. Decided, it is public."""

    in_catalogue_when = "state <> 'open'"

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="corrections", verbose_name=_("platform"))
    cell = models.CharField(
        _("cell"), max_length=80, help_text=_("The slug of a trait or feature, or a fact's subject.")
    )
    wrong = models.TextField(_("what is wrong"), max_length=2000)
    source_url = models.URLField(_("source"), max_length=500)
    state = models.CharField(_("state"), max_length=8, choices=CorrectionState, default=CorrectionState.OPEN)
    decision = models.TextField(_("reason of the decision"), max_length=1000, blank=True)
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


class ReportCount(models.Model):
    """How many reports came from one network within an hour; corrections.py deletes it at the first report after that.

    Here rather than in memory, so that the limit is one for all processes and machines.
    """

    digest = models.CharField(max_length=32, unique=True, help_text=_("Of the network, under the secret key."))
    since = models.DateTimeField()
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("count of reports")
        verbose_name_plural = _("counts of reports")

    def __str__(self) -> str:
        return self.digest


class Shipped(models.Model):
    """The catalogue document as it was last loaded: what tells an editor's change from a shipped value."""

    document = models.JSONField()
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_shipped_document_only")]

    def __str__(self) -> str:
        return str(self.loaded_at)
