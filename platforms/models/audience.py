"""Parts of a platform's audience: its countries, its ages, the fields it is made for, what you need to join."""

import msgspec
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from platforms.domain.document.audience import part_of, problems_of
from platforms.domain.people import Audience
from platforms.models.fields import Noted
from platforms.models.platforms import Platform


class AudienceCell(Noted):
    """What is known of one part of a platform's audience. Without a row it is unknown."""

    in_catalogue = True

    platform = models.ForeignKey(Platform, models.CASCADE, related_name="audience", verbose_name=_("platform"))
    subject = models.CharField(_("subject"), max_length=10, choices=[(s.value, s.value) for s in Audience])
    # Without "note", "sources" and "checked_on", which are fields of their own; {} is worldwide, or for everyone.
    value = models.JSONField(_("value"), blank=True, default=dict)

    class Meta:
        verbose_name = _("part of the audience")
        verbose_name_plural = _("parts of the audience")
        constraints = [
            models.UniqueConstraint(fields=["platform", "subject"], name="one_audience_cell_per_platform_and_subject"),
            models.CheckConstraint(
                condition=models.Q(subject__in=[s.value for s in Audience]), name="audience_subject_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platform}: {self.subject}"

    def clean(self):
        if self.subject not in set(Audience):
            return  # its choices say so
        try:
            reasons = list(problems_of(part_of(self.subject, self.value)))
        except msgspec.ValidationError as error:
            reasons = [str(error)]
        if reasons:
            message = _("This doesn't describe %(subject)s: %(reason)s")
            raise ValidationError({"value": [message % {"subject": self.subject, "reason": r} for r in reasons]})
