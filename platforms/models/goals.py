"""Goals, and the needs of each: features and levels that suit it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.domain.vocabulary import Kind
from platforms.models.fields import level_field, slug_field, weight_field
from platforms.models.synonyms import synonyms_field
from platforms.models.traits import Feature, Trait


class Goal(models.Model):
    """What somebody wants from a platform, in their words."""

    in_catalogue = True

    slug = slug_field(unique=True)
    wording = models.CharField(_("wording"), max_length=120)
    short = models.CharField(
        _("in short"), max_length=40, blank=True, help_text=_("Follows “Choose it to”: find a job.")
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=[(k.value, k.value) for k in Kind], default=Kind.BOTH.value
    )
    also = synonyms_field()
    draft = models.BooleanField(_("draft"), default=False, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=[k.value for k in Kind]), name="goal_kind_is_known")
        ]

    def __str__(self) -> str:
        return self.wording


class Need(models.Model):
    """A feature that helps a goal, or a trait with the level that suits it."""

    in_catalogue = True

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="needs", verbose_name=_("goal"))
    feature = models.ForeignKey(Feature, models.CASCADE, null=True, blank=True, verbose_name=_("feature"))
    trait = models.ForeignKey(Trait, models.CASCADE, null=True, blank=True, verbose_name=_("trait"))
    target = level_field(_("target level"), null=True, blank=True)
    weight = weight_field()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(feature__isnull=False, trait__isnull=True, target__isnull=True)
                | models.Q(feature__isnull=True, trait__isnull=False, target__isnull=False),
                name="need_is_feature_or_trait_with_target",
                violation_error_message=_("Name either a feature, or a trait with its target level."),
            ),
            models.CheckConstraint(condition=models.Q(weight__range=(1, 3)), name="need_weight_is_1_to_3"),
            models.CheckConstraint(
                condition=models.Q(target__isnull=True) | models.Q(target__range=(0, 4)), name="need_target_is_0_to_4"
            ),
            models.UniqueConstraint(fields=["goal", "feature"], name="one_need_per_goal_and_feature"),
            models.UniqueConstraint(fields=["goal", "trait"], name="one_need_per_goal_and_trait"),
        ]

    def __str__(self) -> str:
        return str(self.feature or f"{self.trait} {self.target}")
