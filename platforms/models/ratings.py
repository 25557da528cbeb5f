"""Ratings of traits and support of features: a platform's cells on the scales that all platforms share."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.domain.vocabulary import Value
from platforms.models.fields import Cited, Noted, level_field
from platforms.models.platforms import Platform
from platforms.models.traits import Feature, Trait


class Rating(Cited):
    """The levels of a trait that a platform is at, lowest to highest, and why."""

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
    """Whether a platform has a feature."""

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
