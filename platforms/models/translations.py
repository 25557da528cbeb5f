"""Translations of the catalogue's texts that editors wrote; they win over the shipped files."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.models.fields import slug_field


class Translation(models.Model):
    """A text in another language, with the English that it translates: once that changes, it is stale."""

    in_catalogue = True

    slug = slug_field(unique=True)
    language = models.CharField(_("language"), max_length=10)
    key = models.CharField(_("key"), max_length=200)
    english = models.TextField(_("English"), max_length=1200)
    text = models.TextField(_("text"), max_length=2000)

    class Meta:
        ordering = ["language", "key", "slug"]
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self) -> str:
        return f"{self.language}: {self.key}"
