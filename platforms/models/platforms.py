"""Platforms with their other names and history: drafts until published, gone from public pages once withdrawn."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from platforms.domain.vocabulary import Kind, name_to_slug
from platforms.models.fields import slug_field


class Snapshot(models.Model):
    """A complete document, so that an entry can be read and reverted even when its sources are gone."""

    in_catalogue = True

    document = models.JSONField(_("document"), null=True, editable=False)

    class Meta:
        abstract = True


class PlatformQuerySet(models.QuerySet["Platform"]):
    """Platforms by what the public may see."""

    def published(self):
        """Return what the public may see. The only such filter there is."""
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)

    def withdrawn(self):
        """Return what the public once saw."""
        return self.filter(withdrawn_at__isnull=False)

    def drafts(self):
        """Return what was never published."""
        return self.filter(published_at__isnull=True)


class Platform(models.Model):
    """A platform; its cells are rows of other models."""

    in_catalogue = True

    slug = slug_field(unique=True)
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=[(k.value, k.value) for k in Kind])
    tagline = models.CharField(_("tagline"), max_length=120)
    summary = models.TextField(_("summary"), max_length=1200)
    website = models.URLField(_("website"), max_length=200)
    glyph = models.CharField(
        _("glyph"), max_length=40, blank=True, help_text=_("The name of the brand's icon in Simple Icons.")
    )
    monogram = models.CharField(
        _("monogram"), max_length=2, blank=True, help_text=_("What people know it by where there is no icon.")
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = PlatformQuerySet.as_manager()
    # Every save() leaves an entry; storage/entries.py adds the document.
    history = HistoricalRecords(
        bases=[Snapshot],
        history_change_reason_field=models.CharField(max_length=300, null=True),
        verbose_name=_("entry of a platform's history"),
        verbose_name_plural=_("history of platforms"),
    )

    class Meta:
        verbose_name = _("platform")
        verbose_name_plural = _("platforms")
        permissions = [
            ("publish_platform", _("Can publish and withdraw platforms")),
            ("revert_platform", _("Can take a platform back to an earlier entry of its history")),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=[k.value for k in Kind]), name="platform_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(published_at__isnull=False),
                name="platform_withdrawn_after_published",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None


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


def credit(platform: Platform, *, by, note: str) -> None:
    """Record who makes the next save, and why; its entry in the history holds both."""
    platform._history_user = by  # type: ignore[attr-defined]
    platform._change_reason = note  # type: ignore[attr-defined]
