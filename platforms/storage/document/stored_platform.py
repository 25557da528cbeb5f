"""Read one platform with all its cells as a part of the document."""

import msgspec

from platforms.domain.catalogue import conversion
from platforms.domain.catalogue.platforms import Platform as PlatformValue
from platforms.domain.document.platform_part import PlatformPart
from platforms.models import Platform
from platforms.storage.reading import read_one


def stored_platform(pk: int) -> PlatformPart:
    """Return a platform as it is stored now; some fifteen queries. Raise Platform.DoesNotExist."""
    withdrawn_at = Platform.objects.values_list("withdrawn_at", flat=True).get(pk=pk)
    return platform_part(read_one(pk), withdrawn=withdrawn_at is not None)


def platform_part(platform: PlatformValue, *, withdrawn: bool) -> PlatformPart:
    """Return a platform as a part that tells whether it is public."""
    part = conversion.platform_part(platform)
    return msgspec.structs.replace(part, published=platform.published_at is not None, withdrawn=withdrawn)
