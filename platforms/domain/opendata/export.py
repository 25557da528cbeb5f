"""Open data made of the catalogue: the whole of it, or one platform."""

import msgspec

from platforms.domain.catalogue.conversion import document_of, platform_part, source_parts
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.types import VERSION
from platforms.domain.opendata.shapes import LICENCE, CatalogueData, PlatformData


class Setting(msgspec.Struct, frozen=True):
    """Where an answer is made, and of what."""

    catalogue: Catalogue
    site: str
    """The origin, such as https://sidebyside.example."""

    @property
    def citation(self) -> str:
        """How to name what was used."""
        day = f" ({self.catalogue.changed_at:%Y-%m-%d})" if self.catalogue.changed_at else ""
        return f"Side by Side{day}: open data, revision {self.catalogue.revision}. {self.site}/data/. CC BY 4.0."

    def profile(self, slug: str, key: str = "") -> str:
        return f"{self.site}/platforms/{slug}/{f'#{key}' if key else ''}"


def catalogue_data(setting: Setting) -> CatalogueData:
    document = setting.catalogue.memoize("document", lambda: document_of(setting.catalogue))
    return CatalogueData(
        version=VERSION,
        revision=setting.catalogue.revision,
        published_at=setting.catalogue.changed_at,
        licence=LICENCE,
        citation=setting.citation,
        cell_address=setting.profile("{platform}", "{key}"),
        platforms=document.platforms,
        traits=document.traits,
        groups=document.groups,
        features=document.features,
        goals=document.goals,
        guides=document.guides,
        sources=document.sources,
    )


def platform_data(setting: Setting, platform: Platform) -> PlatformData:
    return PlatformData(
        revision=setting.catalogue.revision,
        licence=LICENCE,
        citation=setting.citation,
        address=setting.profile(platform.slug),
        platform=platform_part(platform),
        sources=source_parts(platform.sources),
    )
