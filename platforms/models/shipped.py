"""The catalogue document as it was last loaded."""

from django.db import models


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
