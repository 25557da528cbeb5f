"""Open data: the shapes that others build on.

Numbers between 0 and 1 are rounded to six digits; dates are ISO 8601; cells, traits, features, goals and sources go by
their slugs. A cell's permanent address is `<site>/platforms/<platform>/#<key>`.
"""

import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from platforms.domain.document.parts import FeaturePart, GoalPart, GroupPart, GuidePart, SourcePart, TraitPart
from platforms.domain.document.platform_part import PlatformPart
from platforms.domain.document.types import Slug
from platforms.domain.vocabulary import Kind

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


Count = Annotated[int, Meta(ge=0)]


Revision = Annotated[str, Meta(description="Changes with every change of the catalogue; compare it for equality only.")]


Address = Annotated[str, Meta(description="Absolute, and there to stay.")]


class Shape(msgspec.Struct, forbid_unknown_fields=True):
    """Base of every answer."""


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


class PlatformData(Shape):
    """One platform with the sources that its cells name."""

    revision: Revision
    licence: str
    citation: str
    address: Address
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
