"""Open data: the catalogue or one of its platforms, with the shapes that all answers share.

Numbers between 0 and 1 are rounded to six digits; dates are ISO 8601; cells, traits, features, goals and sources go by
their slugs. A cell's permanent address is `<site>/platforms/<platform>/#<key>`.
"""

import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from platforms.domain.catalogue.conversion import document_of, platform_part, source_parts
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.document.checks import check
from platforms.domain.document.files import problem_of
from platforms.domain.document.parts import Document, FeaturePart, GoalPart, GroupPart, GuidePart, SourcePart, TraitPart
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.document.problems import Invalid, Problem
from platforms.domain.document.types import VERSION, Slug
from platforms.domain.vocabulary import Kind

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

Count = Annotated[int, Meta(ge=0)]

Revision = Annotated[str, Meta(description="Changes with every change of the catalogue; compare it for equality only.")]

Address = Annotated[str, Meta(description="Absolute, and there to stay.")]


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    """Base of every shape."""


class AnswerData(Shape):
    """What every answer about a part of the catalogue begins with."""

    revision: Revision
    licence: str
    citation: str
    address: Address


class CatalogueData(Shape):
    """The whole catalogue. Cells that are left out are unknown, fields that are left out have their default."""

    version: Annotated[int, Meta(ge=1, description="Of this shape.")]
    revision: Revision
    published_at: Annotated[
        datetime.datetime | None, Meta(description="When the newest change of one of its platforms was made.")
    ]
    licence: str
    citation: str
    cell_address: Annotated[str, Meta(description="The permanent address of a cell, with {platform} and {key} in it.")]
    platforms: tuple[PlatformPart, ...]
    traits: tuple[TraitPart, ...]
    groups: tuple[GroupPart, ...]
    features: tuple[FeaturePart, ...]
    goals: tuple[GoalPart, ...]
    guides: tuple[GuidePart, ...]
    sources: dict[Slug, SourcePart]


class PlatformData(AnswerData):
    """One platform with the sources that its cells name."""

    platform: PlatformPart
    sources: dict[Slug, SourcePart]


class NamedPlatform(Shape):
    slug: Slug
    name: str
    kind: Kind
    address: Address


class ProblemData(Shape):
    """What is wrong, in a sentence, and where."""

    error: str
    key: Annotated[str, Meta(description="The part of the address that is wrong; empty when none is.")]
    status: Annotated[int, Meta(ge=400, le=599)]


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
    document = document_of(setting.catalogue)
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


def read_json(text: str, *, name: str, today: datetime.date) -> Document:
    """Return the document in a `catalogue.json`; `name` is the file's. Raise Invalid with every problem found."""
    try:
        data = msgspec.json.decode(text, type=CatalogueData)
    except msgspec.ValidationError as error:
        raise Invalid([problem_of(error, name)]) from error
    except msgspec.DecodeError as error:
        raise Invalid([Problem(name, "", f"is not JSON: {error}")]) from error
    if data.version != VERSION:
        raise Invalid([Problem(name, "version", f"is not {VERSION}, the only one that this program reads")])
    # What editors translated is not in the English open data; the catalogue's folder and its ZIP hold it.
    parts = [name for name in Document.__struct_fields__ if name != "translations"]
    document = Document(**{name: getattr(data, name) for name in parts})
    if problems := check(document, today=today):
        raise Invalid([Problem(name, f"{p.file}: {p.key}", p.reason) for p in problems])
    return document
