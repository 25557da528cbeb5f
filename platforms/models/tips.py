"""Tips for using a platform, each for a goal or for any."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.models.goals import Goal
from platforms.models.platforms import Platform


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
