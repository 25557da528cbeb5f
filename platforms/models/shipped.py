"""The catalogue document as it was last loaded."""

from django.db import models


class Shipped(models.Model):
    """The document of the last load. What differs from it in storage was changed by an editor."""

    document = models.JSONField()
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_shipped_document_only")]

    def __str__(self) -> str:
        return str(self.loaded_at)
