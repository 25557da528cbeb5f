"""Facts, figures and tips of a platform."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.domain.prices import is_price
from platforms.domain.vocabulary import Subject
from platforms.models.fields import Noted
from platforms.models.goals import Goal
from platforms.models.platforms import Platform


class Fact(Noted):
    """A text, for some subjects a whole number, and for one a price."""

    in_catalogue = True

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="facts", verbose_name=_("platform"))
    subject = models.CharField(_("subject"), max_length=20, choices=[(s.value, s.value) for s in Subject])
    value = models.CharField(_("value"), max_length=200)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            models.UniqueConstraint(fields=["platform", "subject"], name="one_fact_per_platform_and_subject"),
            models.CheckConstraint(
                condition=models.Q(subject__in=[s.value for s in Subject]), name="fact_subject_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform}: {self.subject}"

    def clean(self):
        if self.subject in (Subject.LAUNCHED, Subject.MINIMUM_AGE) and not (
            self.value.isascii() and self.value.isdigit()
        ):
            raise ValidationError({"value": _("Give a whole number; put conditions into the note.")})
        if self.subject == Subject.CHEAPEST_PAID_PLAN and not is_price(self.value):
            raise ValidationError({"value": _("Write it like “7.99 USD a month, 2026-06”, or “none”.")})


class Figure(Noted):
    """A number of something counted on a day, such as monthly active users."""

    in_catalogue = True

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="figures", verbose_name=_("platform"))
    counts = models.CharField(_("counts"), max_length=80, help_text=_("What is counted, such as monthly active users."))
    number = models.PositiveBigIntegerField(_("number"))
    as_of = models.DateField(_("as of"))

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            models.UniqueConstraint(fields=["platform", "counts", "as_of"], name="one_figure_per_count_and_day"),
            models.CheckConstraint(condition=models.Q(number__gte=0), name="figure_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.platform}: {self.number} {self.counts}"


class Tip(models.Model):
    """Advice, cited or not."""

    in_catalogue = True

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="tips", verbose_name=_("platform"))
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, blank=True, verbose_name=_("goal"))
    text = models.CharField(_("text"), max_length=400)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    sources = models.ManyToManyField("platforms.Source", verbose_name=_("sources"), blank=True)

    class Meta:
        verbose_name = _("tip")
        verbose_name_plural = _("tips")
        constraints = [models.UniqueConstraint(fields=["platform", "order"], name="one_tip_per_platform_and_place")]

    def __str__(self) -> str:
        return self.text[:60]
