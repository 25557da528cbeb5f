"""Fields that models share: slugs, levels, weights, citations with notes."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

is_slug = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", _("Use lower-case letters, digits and single hyphens."))


def slug_field(**options) -> models.CharField:
    """Return a field for the last part of an address."""
    return models.CharField(_("slug"), max_length=80, validators=[is_slug], **options)


def level_field(name, **options) -> models.PositiveSmallIntegerField:
    """Return a field for a level of a trait, 0 to 4."""
    return models.PositiveSmallIntegerField(
        name, validators=[MinValueValidator(0), MaxValueValidator(4)], help_text=_("0 to 4"), **options
    )


def weight_field() -> models.PositiveSmallIntegerField:
    """Return a field for a need's weight, 1 to 3."""
    return models.PositiveSmallIntegerField(
        _("weight"), validators=[MinValueValidator(1), MaxValueValidator(3)], help_text=_("1 helps, 3 matters most")
    )


class Cited(models.Model):
    """A claim with its sources and the day of its last check."""

    sources = models.ManyToManyField("platforms.Source", verbose_name=_("sources"), blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    class Meta:
        abstract = True


class Noted(Cited):
    """A cited claim with a note: its conditions, in a sentence."""

    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        abstract = True
