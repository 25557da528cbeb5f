"""The cells of a platform: ratings, support of features, facts, figures, tips. Each is cited, or honestly unknown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.domain.vocabulary import Subject, Value
from platforms.models.fields import Cited, Noted, level_field
from platforms.models.goals import Goal
from platforms.models.platforms import Platform
from platforms.models.traits import Feature, Trait


class Rating(Cited):
    in_catalogue = True

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="ratings", verbose_name=_("platform"))
    trait = models.ForeignKey(Trait, models.CASCADE, related_name="ratings", verbose_name=_("trait"))
    lowest = level_field(_("lowest level"))
    highest = level_field(_("highest level"))
    why = models.CharField(_("why"), max_length=400, help_text=_("One sentence."))

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["platform", "trait"], name="one_rating_per_platform_and_trait"),
            models.CheckConstraint(
                condition=models.Q(lowest__lte=models.F("highest")),
                name="rating_lowest_up_to_highest",
                violation_error_message=_("The lowest level can't be above the highest."),
            ),
            models.CheckConstraint(
                condition=models.Q(lowest__gte=0) & models.Q(highest__lte=4), name="rating_levels_are_0_to_4"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform}: {self.trait}"


class Support(Noted):
    in_catalogue = True

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="support", verbose_name=_("platform"))
    feature = models.ForeignKey(Feature, models.CASCADE, related_name="support", verbose_name=_("feature"))
    value = models.CharField(_("value"), max_length=7, choices=[(v.value, v.value) for v in Value], default="unknown")

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("support")
        constraints = [
            models.UniqueConstraint(fields=["platform", "feature"], name="one_support_per_platform_and_feature"),
            models.CheckConstraint(
                condition=models.Q(value__in=[v.value for v in Value]), name="support_value_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform}: {self.feature}"


class Fact(Noted):
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
        from django.core.exceptions import ValidationError

        if self.subject in (Subject.LAUNCHED, Subject.MINIMUM_AGE) and not (
            self.value.isascii() and self.value.isdigit()
        ):
            raise ValidationError({"value": _("Give a whole number; put conditions into the note.")})


class Figure(Noted):
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
