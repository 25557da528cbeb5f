"""Former and second names of platforms, whose addresses lead to the platform."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.domain.vocabulary import name_to_slug
from platforms.models.fields import slug_field
from platforms.models.platforms import Platform


class OtherName(models.Model):
    """A former or second name of a platform; its address leads to the platform."""

    in_catalogue = True

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="other_names", verbose_name=_("platform"))
    name = models.CharField(_("name"), max_length=80)
    slug = slug_field(unique=True, editable=False)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.slug = name_to_slug(self.name)
        super().save(*args, **kwargs)
