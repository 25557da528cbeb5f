"""Rows of a spreadsheet to cells and back, by slugs. An import changes all rows or none, with one entry a platform."""

from typing import Any

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import Diff, ModelResource
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget

from platforms.domain.plain_text import is_formula, plain
from platforms.domain.vocabulary import Value
from platforms.models import Feature, Goal, Platform, Rating, Source, Support, Trait, Use
from platforms.models.platforms import credit
from platforms.models.revision import lock
from platforms.storage.publication import reasons_against


class SourcesWidget(ManyToManyWidget):
    """Slugs separated by spaces; one that doesn't exist is an error."""

    def clean(self, value, row=None, **kwargs):
        slugs = str(value or "").split()
        sources = list(Source.objects.filter(slug__in=slugs))
        if missing := set(slugs) - {source.slug for source in sources}:
            raise ValueError(_("There is no source “%(slug)s”.") % {"slug": sorted(missing)[0]})
        return sources


class PlainDiff(Diff):
    """Differences without the library's inline styles, which our content security policy forbids."""

    def as_html(self) -> list[str]:
        return [new if old == new else self._changed(old, new) for old, new in zip(self.left, self.right, strict=True)]

    def _changed(self, old: str, new: str) -> str:
        return render_to_string("admin/cell_difference.html", {"old": "" if self.new else old, "new": new})


MOST_ROWS = 5000


class CellResource(ModelResource):
    """What rows of ratings and of support share."""

    platform = Field("platform", "platform", widget=ForeignKeyWidget(Platform, "slug"))
    sources = Field("sources", "sources", widget=SourcesWidget(Source, separator=" ", field="slug"))

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        use_transactions = True

    @classmethod
    def get_diff_class(cls):
        return PlainDiff

    def before_import(self, dataset, **kwargs) -> None:
        lock()
        self.by = kwargs.get("user")
        self.touched: set[int] = set()
        if len(dataset) > MOST_ROWS:
            raise ValidationError(_("More than %(most)d rows at once can't be read.") % {"most": MOST_ROWS})
        if missing := [name for name in self.get_import_id_fields() if name not in (dataset.headers or [])]:
            raise ValidationError(_("The column “%(name)s” is missing.") % {"name": missing[0]})

    def before_import_row(self, row, **kwargs) -> None:
        for name, value in row.items():
            if isinstance(value, str):
                is_marked = value[:1] == "'" and is_formula(value[1:])
                row[name] = plain(value[1:] if is_marked else value)

    def after_save_instance(self, instance, row, **kwargs) -> None:
        self.touched.add(instance.platform_id)

    def after_import(self, dataset, result, **kwargs) -> None:
        """Add one entry a platform. Raise ValidationError when a public one could no longer be published."""
        for platform in Platform.objects.filter(pk__in=self.touched):
            reasons = reasons_against(platform) if platform.is_published else []
            if reasons:
                raise ValidationError([f"{platform}: {reason}" for reason in reasons])
            credit(platform, by=self.by, note=_("Imported from a spreadsheet"))
            platform.save()

    def export_field(self, field, instance, **kwargs) -> Any:
        value = super().export_field(field, instance, **kwargs)
        if not isinstance(value, str):
            return value
        value = plain(value)
        return f"'{value}" if is_formula(value) else value


class RatingResource(CellResource):
    """Rows of ratings."""

    trait = Field("trait", "trait", widget=ForeignKeyWidget(Trait, "slug"))

    class Meta:
        model = Rating
        fields = ("platform", "trait", "lowest", "highest", "why", "sources", "checked_on")
        import_id_fields = ("platform", "trait")


class UseResource(CellResource):
    """Rows of uses."""

    goal = Field("goal", "goal", widget=ForeignKeyWidget(Goal, "slug"))

    class Meta:
        model = Use
        fields = ("platform", "goal", "level", "why", "sources", "checked_on")
        import_id_fields = ("platform", "goal")


class SupportResource(CellResource):
    """Rows of support."""

    feature = Field("feature", "feature", widget=ForeignKeyWidget(Feature, "slug"))

    class Meta:
        model = Support
        fields = ("platform", "feature", "value", "note", "sources", "checked_on")
        import_id_fields = ("platform", "feature")

    def before_import_row(self, row, **kwargs) -> None:
        super().before_import_row(row, **kwargs)
        row["value"] = str(row.get("value") or Value.UNKNOWN).strip().lower()
        row["note"] = row.get("note") or ""
