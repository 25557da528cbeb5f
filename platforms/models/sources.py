"""Sources: pages that cells cite, with their publisher and dates."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.models.fields import slug_field


class Source(models.Model):
    """A page that was read."""

    in_catalogue = True

    slug = slug_field(unique=True)
    url = models.URLField(_("URL"), max_length=500)
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=200)
    official = models.BooleanField(
        _("official"), help_text=_("Published by the platform's operator, not by an independent third party.")
    )
    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("Leave empty when the page shows no date.")
    )
    read_on = models.DateField(_("read on"))
    reachable_on = models.DateField(_("last reachable on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(url__startswith="https://") | models.Q(url__startswith="http://"),
                name="source_url_is_web",
                violation_error_message=_("Give a web address that begins with https://."),
            ),
            models.CheckConstraint(
                condition=models.Q(published_on__isnull=True) | models.Q(published_on__lte=models.F("read_on")),
                name="source_published_before_read",
                violation_error_message=_("A page can't be read before it was published."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"
