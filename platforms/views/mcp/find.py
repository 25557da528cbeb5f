"""The tool that finds platforms by everyday words."""

from typing import Annotated

import msgspec
from django.http import HttpRequest
from msgspec import Meta

from platforms.condition_words import condition_label
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.opendata.catalogue import Setting
from platforms.domain.search.notes import reason
from platforms.domain.search.searching import Found
from platforms.domain.search.sections import sections
from platforms.found_words import section_title
from platforms.searching import search
from platforms.views.mcp.catalogue import setting_of

MOST = 40


class FindParams(msgspec.Struct):
    wanted: Annotated[str, Meta(max_length=80, description="A name, or what somebody wants, in everyday words.")]


class FoundPlatform(msgspec.Struct):
    name: str
    slug: str
    answer: Annotated[str, Meta(description="By name, Yes, With limits, Not confirmed, No, or an age.")]
    about: str
    address: str


class FindResult(msgspec.Struct):
    understood: Annotated[list[str], Meta(description="How the words were read.")]
    left_out: Annotated[list[str], Meta(description="Words that mean nothing here.")]
    platforms: list[FoundPlatform]


def find_platforms(request: HttpRequest, params: FindParams) -> FindResult:
    """Search as the page of all platforms does."""
    setting = setting_of(request)
    found = search(setting.catalogue, params.wanted)
    platforms = [
        _listed(setting, found, platform, section_title(section))
        for section in sections(found)
        for platform in section.platforms
    ]
    understood = [str(condition_label(setting.catalogue, each)) for each in found.filters.conditions]
    return FindResult(understood, list(found.leftovers), platforms[:MOST])


def _listed(setting: Setting, found: Found, platform: Platform, answer: str) -> FoundPlatform:
    conditions = found.filters.conditions
    note = reason(platform, conditions[0]) if len(conditions) == 1 else ""
    return FoundPlatform(platform.name, platform.slug, answer, note or platform.tagline, setting.profile(platform.slug))
