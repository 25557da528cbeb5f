"""Uses: how far people use a platform for a goal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.models.fields import Cited, level_field
from platforms.models.goals import Goal
from platforms.models.platforms import Platform


class Use(Cited):
    """How far people use a platform for a goal, from 0 (not here) to 4 (made for it), and why."""

    in_catalogue = True

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="uses", verbose_name=_("platform"))
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="uses", verbose_name=_("goal"))
    level = level_field(_("level"))
    why = models.CharField(_("why"), max_length=400, help_text=_("One sentence."))

    class Meta:
        verbose_name = _("use")
        verbose_name_plural = _("uses")
        constraints = [
            models.UniqueConstraint(fields=["platform", "goal"], name="one_use_per_platform_and_goal"),
            models.CheckConstraint(condition=models.Q(level__range=(0, 4)), name="use_level_is_0_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.platform}: {self.goal}"
