"""Parts of the document in the database: as it was last loaded, what each save changed or would, translations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.models.fields import slug_field


class ChangeState(models.TextChoices):
    """Pending until a publisher decides."""

    PENDING = "pending", _("pending")
    PUBLISHED = "published", _("published")
    DECLINED = "declined", _("declined")


class ChangeSet(models.Model):
    """The keys of the document that a save changed, each before and after; complete enough to undo or redo it."""

    title = models.CharField(_("title"), max_length=200)
    changes = models.JSONField(_("changes"), editable=False)
    note = models.CharField(_("what changed, and why"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=ChangeState, default=ChangeState.PENDING)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True, editable=False)
    decision = models.CharField(_("reason of the decision"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ChangeState.values), name="change_state_is_known")
        ]

    def __str__(self) -> str:
        return self.title


class Shipped(models.Model):
    """The document of the last load. What differs from it in storage was changed by an editor."""

    document = models.JSONField()
    loaded_at = models.DateTimeField(auto_now=True)
    of_release = models.BooleanField(default=True)
    """Did it come with a release? Then the next release's is merged when the product starts."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_shipped_document_only")]

    def __str__(self) -> str:
        return str(self.loaded_at)


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
