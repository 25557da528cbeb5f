"""The base of a history entry: the platform's cells as a document, beside its own fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """A complete document, so that an entry can be read and reverted even when its sources are gone."""

    in_catalogue = True

    document = models.JSONField(_("document"), null=True, editable=False)

    class Meta:
        abstract = True
