"""Columns of a spreadsheet that refer to a platform or to sources, by slugs."""

from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

from platforms.models import Platform, Source


class SourcesWidget(ManyToManyWidget):
    """Slugs separated by spaces; one that doesn't exist is an error."""

    def clean(self, value, row=None, **kwargs):
        slugs = str(value or "").split()
        sources = list(Source.objects.filter(slug__in=slugs))
        if missing := set(slugs) - {source.slug for source in sources}:
            raise ValueError(_("There is no source “%(slug)s”.") % {"slug": sorted(missing)[0]})
        return sources


def sources_column() -> Field:
    """Return the column with a cell's sources."""
    return Field("sources", "sources", widget=SourcesWidget(Source, separator=" ", field="slug"))


def platform_column() -> Field:
    """Return the column with a cell's platform."""
    return Field("platform", "platform", widget=ForeignKeyWidget(Platform, "slug"))
