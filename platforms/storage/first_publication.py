"""What stands against publishing a platform for the first time at the desk."""

from django.utils.translation import ngettext

from platforms.domain.vocabulary import Value
from platforms.models import Platform
from platforms.storage.document.stored import stored_platform
from platforms.storage.publication import reasons_against


def reasons_against_first(platform: Platform) -> list[str]:
    """Return the reasons against publishing a draft at the desk: its cells also need the day of their check."""
    part = stored_platform(platform.pk)
    undated = sum(
        cell.checked_on is None and getattr(cell, "value", None) is not Value.UNKNOWN for _key, cell in part.cells()
    )
    reasons = reasons_against(platform)
    if undated:
        reasons.append(
            ngettext(
                "%(count)d known cell has no day of its check.", "%(count)d known cells have no day of their check.",
                undated,
            ) % {"count": undated}
        )  # fmt: skip
    return reasons
