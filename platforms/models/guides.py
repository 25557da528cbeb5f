"""Guides in Markdown, with drawings made from the catalogue."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from platforms.domain.document import prose
from platforms.models.fields import slug_field
from platforms.models.traits import Feature, Trait


class Guide(models.Model):
    """A guide; braces in its Markdown draw from the catalogue."""

    in_catalogue = True

    slug = slug_field(unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=400, help_text=_("One sentence: what the reader learns."))
    markdown = models.TextField(
        _("text"),
        max_length=20_000,
        help_text=_(
            "Markdown; headings begin with ##. A line of its own in braces draws from the catalogue: {trait focus}, "
            "{feature job-listings events}, {more social}, {more professional}, {shared}, {kinds}."
        ),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    draft = models.BooleanField(_("draft"), default=False, editable=False)

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("guide", kwargs={"slug": self.slug})

    def clean(self) -> None:
        self.markdown = self.markdown.replace("\r\n", "\n")
        traits, features = (set(model.objects.values_list("slug", flat=True)) for model in (Trait, Feature))
        if names := prose.unknown_names(self.markdown, traits=traits, features=features):
            raise ValidationError({"markdown": [_("“%s” is no drawing, trait or feature.") % name for name in names]})
