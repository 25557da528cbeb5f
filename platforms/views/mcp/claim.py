"""The tool that checks a claim about a platform."""

from typing import Annotated

import msgspec
from django.http import HttpRequest
from django.utils import timezone
from django_mcpz.server import ToolError
from msgspec import Meta

from platforms.domain.catalogue.cells import key_parts
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.comparing.comparison import profile
from platforms.domain.opendata.catalogue import Setting
from platforms.domain.search.claims import Check, Claim, Unclear, check
from platforms.views.mcp.catalogue import CellAnswer, cell_answer, cited, platform_of, setting_of
from platforms.views.mcp.subject import key_of
from platforms.words import cell_title, use_word


class ClaimParams(msgspec.Struct):
    platform: Annotated[str, Meta(max_length=80, description="Its name.")]
    about: Annotated[
        str, Meta(max_length=80, description="What it is about: 'polls', 'minimum age', 'launched', 'real name'.")
    ]
    value: Annotated[
        str,
        Meta(
            max_length=200,
            description="What is claimed: yes, no or partly of features and uses; years of an age; "
            "a code of countries; 0 to 4 of traits; words or a year of other facts.",
        ),
    ] = "yes"


class ClaimResult(msgspec.Struct):
    verdict: Annotated[Check, Meta(description="confirmed, contradicted, partly (with limits) or unknown")]
    platform: str
    about: str
    key: str
    cell: Annotated[CellAnswer, Meta(description="What the catalogue says, with its sources.")]


def check_claim(request: HttpRequest, params: ClaimParams) -> ClaimResult:
    """Compare a claim with the catalogue."""
    setting = setting_of(request)
    catalogue = setting.catalogue
    platform, key = platform_of(catalogue, params.platform), key_of(catalogue, params.about)
    try:
        verdict = check(Claim(platform, key, params.value), catalogue=catalogue)
    except Unclear as unclear:
        raise ToolError(f"{params.value!r} is no value of {key}: {unclear}.") from unclear
    return ClaimResult(verdict, platform.name, str(cell_title(catalogue, key)), key, _cell(setting, platform, key))


def _cell(setting: Setting, platform: Platform, key: str) -> CellAnswer:
    field, goal = key_parts(key)
    if field == "uses":
        use = platform.uses.get(goal)
        address = setting.profile(platform.slug, key)
        if use is None:
            return CellAnswer("Unknown", "", None, address, [])
        said = str(use_word(use.level))
        return CellAnswer(said, use.why, use.evidence.checked_on, address, list(cited(use.evidence)))
    rows = profile(catalogue=setting.catalogue, platform=platform, today=timezone.now().date()).rows
    row = next(row for row in rows if row.key == key)
    return cell_answer(setting, row.point, row.cells[0])
