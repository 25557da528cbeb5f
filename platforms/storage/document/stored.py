"""Read what is stored as the catalogue document: everything, or one platform."""

import msgspec

from platforms.domain.catalogue import conversion
from platforms.domain.catalogue.platforms import Platform as PlatformValue
from platforms.domain.document.parts import Document, TranslationPart
from platforms.domain.document.platform_part import PlatformPart
from platforms.models import Platform, Source, Translation
from platforms.storage.reading import read, read_one, read_sources
from platforms.storage.scales import build_scales


def stored() -> Document:
    """Return everything that is stored, drafts and withdrawn platforms too; some thirty queries."""
    document = conversion.document_of(build_scales(revision=""))
    withdrawn = set(Platform.objects.filter(withdrawn_at__isnull=False).values_list("slug", flat=True))
    parts = (_part(row, withdrawn=row.slug in withdrawn) for row in read(Platform.objects.all(), {}))
    return msgspec.structs.replace(
        document,
        features=tuple(sorted(document.features, key=lambda feature: (feature.order, feature.slug))),
        platforms=tuple(sorted(parts, key=lambda part: part.slug)),
        sources=conversion.source_parts(read_sources(Source.objects.all()).values()),
        translations={
            row.slug: TranslationPart(row.language, row.key, row.english, row.text)
            for row in Translation.objects.order_by("slug")
        },
    )


def stored_platform(pk: int) -> PlatformPart:
    """Return a platform as it is stored now; some twenty queries. Raise Platform.DoesNotExist."""
    withdrawn_at = Platform.objects.values_list("withdrawn_at", flat=True).get(pk=pk)
    return _part(read_one(pk), withdrawn=withdrawn_at is not None)


def _part(platform: PlatformValue, *, withdrawn: bool) -> PlatformPart:
    """Return a platform as a part that tells whether it is public."""
    part = conversion.platform_part(platform)
    return msgspec.structs.replace(part, published=platform.published_at is not None, withdrawn=withdrawn)
