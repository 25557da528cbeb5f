"""Read everything that is stored as the catalogue document."""

import msgspec

from platforms.domain.catalogue.conversion import document_of, source_parts
from platforms.domain.document.parts import Document
from platforms.models import Platform, Source
from platforms.storage.document.stored_platform import platform_part
from platforms.storage.reading import read, read_sources
from platforms.storage.scales import build_scales


def stored() -> Document:
    """Return everything that is stored, drafts and withdrawn platforms too; some thirty queries."""
    document = document_of(build_scales(revision=""))
    withdrawn = set(Platform.objects.filter(withdrawn_at__isnull=False).values_list("slug", flat=True))
    parts = (platform_part(row, withdrawn=row.slug in withdrawn) for row in read(Platform.objects.all(), {}))
    return msgspec.structs.replace(
        document,
        features=tuple(sorted(document.features, key=lambda feature: (feature.order, feature.slug))),
        platforms=tuple(sorted(parts, key=lambda part: part.slug)),
        sources=source_parts(read_sources(Source.objects.all()).values()),
    )
