"""The tool that ranks platforms by what somebody needs."""

from typing import Annotated

import msgspec
from django.http import HttpRequest
from django_mcpz.server import ToolError
from msgspec import Meta

from platforms.condition_words import condition_label
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.conditions import Condition, age_range
from platforms.domain.matching.admission import AGE_BANDS
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.matches import Match
from platforms.domain.matching.ranking import match as rank
from platforms.result_words import short_reasons, short_warning
from platforms.searching import search
from platforms.views.mcp.catalogue import setting_of

MOST = 8

Slug = Annotated[str, Meta(max_length=80)]
Slugs = Annotated[list[Slug], Meta(max_length=12)]


class FitParams(msgspec.Struct):
    looking_for: Annotated[
        list[Slug], Meta(max_length=12, description="Goals and must-haves in everyday words, one each.")
    ] = []
    goals: Annotated[Slugs, Meta(description="Goals by their slugs.")] = []
    must_have: Annotated[Slugs, Meta(description="Features by their slugs.")] = []
    age: Annotated[int, Meta(ge=0, le=120, description="In years; 0 is not told.")] = 0
    country: Annotated[str, Meta(pattern="^([A-Z]{2})?$", description="A code such as DE; empty is not told.")] = ""


class RankedPlatform(msgspec.Struct):
    rank: int
    name: str
    slug: str
    score: Annotated[int, Meta(description="0 to 100.")]
    at_least: int
    at_most: int
    reasons: list[str]
    warning: str
    address: str


class FitResult(msgspec.Struct):
    understood: list[str]
    not_used: Annotated[list[str], Meta(description="What meant nothing here, with the reason.")]
    ranking: list[RankedPlatform]
    ruled_out: Annotated[dict[str, list[str]], Meta(description="Platforms with what keeps this person out.")]
    address: Annotated[str, Meta(description="The page of this result, with all reasons.")]


def fit(request: HttpRequest, params: FitParams) -> FitResult:
    """Rank as the questionnaire does."""
    setting = setting_of(request)
    catalogue = setting.catalogue
    found = [search(catalogue, words) for words in params.looking_for]
    conditions = [condition for each in found for condition in each.understood]
    query = _query(catalogue, params, conditions)
    answers = Answers.parse(query, catalogue=catalogue)
    if not answers.counted:
        goals = "; ".join(f"{goal.slug}: {goal.wording}" for goal in catalogue.goals)
        raise ToolError(f"Say at least one goal. There are: {goals}.")
    ranking = rank(catalogue=catalogue, answers=answers, with_what_if=False)
    left_out = [word for each in found for word in each.leftovers]
    return FitResult(
        [str(condition_label(catalogue, each)) for each in conditions],
        [*left_out, *(f"{each.key} {each.value}: {each.reason}" for each in answers.ignored)],
        [_ranked(each, setting.profile(each.platform.slug)) for each in ranking.matches[:MOST]],
        {out.platform.slug: [*(each.name for each in out.broken), *out.not_for] for out in ranking.ruled_out},
        f"{setting.site}/fit/results/?{answers.query}",
    )


def _query(catalogue: Catalogue, params: FitParams, conditions: list[Condition]) -> dict[str, list[str]]:
    """Return the answers as a query string holds them."""
    query = {"goal": list(params.goals), "must": list(params.must_have), "country": [params.country], "age": []}
    if params.age:
        query["age"] = [_band(params.age)]
    for condition in conditions:
        match condition.key:
            case "goal":
                query["goal"].append(condition.value)
            case "feature":
                query["must"].append(condition.value)
            case "age":
                query["age"] = [_band(age_range(condition.value)[-1])]
            case "country" | "field":
                query[condition.key] = [condition.value]
            case trait if trait in catalogue.trait_by_slug:
                low, high = map(int, condition.value.split("-"))
                query[trait] = [str(low if low == 0 else high)]
    return query


def _band(age: int) -> str:
    return next((band for band, ages in AGE_BANDS.items() if age in ages), list(AGE_BANDS)[-1])


def _ranked(each: Match, address: str) -> RankedPlatform:
    low, score, high = each.hundredths
    return RankedPlatform(
        each.rank, each.platform.name, each.platform.slug, score, low, high,
        [str(reason) for reason in short_reasons(each)], str(short_warning(each)), address,
    )  # fmt: skip
