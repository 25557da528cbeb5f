"""What an entry of a platform's history holds besides the platform's own fields: all its cells, as a document."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Snapshot(models.Model):
    """Base of the entries. The document is complete, so an entry reads and reverts even when its sources are gone."""

    in_catalogue = True

    document = models.JSONField(_("document"), null=True, editable=False)

    class Meta:
        abstract = True
