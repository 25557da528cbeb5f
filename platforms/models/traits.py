"""Traits with their levels and features in their groups: the scales on which platforms are compared."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.domain.vocabulary import Scale
from platforms.models.fields import level_field, slug_field
from platforms.models.synonyms import synonyms_field


class Trait(models.Model):
    """A scale from one label to another, in five levels."""

    in_catalogue = True

    slug = slug_field(unique=True)
    name = models.CharField(_("name"), max_length=60)
    low_label = models.CharField(_("low label"), max_length=60)
    high_label = models.CharField(_("high label"), max_length=60)
    question = models.CharField(
        _("question"), max_length=200, blank=True, help_text=_("Asked in the questionnaire; empty means not asked.")
    )
    scale = models.CharField(
        _("scale"), max_length=10, choices=[(s.value, s.value) for s in Scale], default="two-sided"
    )
    core = models.BooleanField(
        _("core"), default=False, help_text=_("A platform can't be published while a core trait is unrated.")
    )
    also = synonyms_field()
    draft = models.BooleanField(_("draft"), default=False, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("trait")
        verbose_name_plural = _("traits")
        constraints = [
            models.CheckConstraint(condition=models.Q(scale__in=[s.value for s in Scale]), name="trait_scale_is_known")
        ]

    def __str__(self) -> str:
        return self.name


class Level(models.Model):
    """What a level of a trait means, so that two editors would rate alike."""

    in_catalogue = True

    trait = models.ForeignKey(Trait, models.CASCADE, related_name="levels", verbose_name=_("trait"))
    value = level_field(_("level"))
    label = models.CharField(_("label"), max_length=60)
    phrase = models.CharField(
        _("phrase"), max_length=120, help_text=_("Continues a sentence that begins with a platform's name.")
    )
    description = models.CharField(_("description"), max_length=200, help_text=_("Something that one can observe."))

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        constraints = [
            models.UniqueConstraint(fields=["trait", "value"], name="one_level_per_trait_and_value"),
            models.CheckConstraint(condition=models.Q(value__range=(0, 4)), name="level_is_0_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"


class Group(models.Model):
    """Features that belong together."""

    in_catalogue = True

    slug = slug_field(unique=True)
    name = models.CharField(_("name"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("group of features")
        verbose_name_plural = _("groups of features")

    def __str__(self) -> str:
        return self.name


class Feature(models.Model):
    """Something that a platform has or lacks."""

    in_catalogue = True

    slug = slug_field(unique=True)
    name = models.CharField(_("name"), max_length=80)
    group = models.ForeignKey(Group, models.PROTECT, related_name="features", verbose_name=_("group"))
    yes_means = models.CharField(_("yes means"), max_length=200, help_text=_("So that two editors would answer alike."))
    must_have = models.CharField(
        _("must-have label"),
        max_length=100,
        blank=True,
        help_text=_("The wording in the questionnaire; empty means not offered there."),
    )
    also = synonyms_field()
    draft = models.BooleanField(_("draft"), default=False, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("feature")
        verbose_name_plural = _("features")

    def __str__(self) -> str:
        return self.name
