"""Open data: a ranking."""

from fractions import Fraction
from typing import Annotated

from msgspec import Meta

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.document.types import LevelNumber, Slug, Weight
from platforms.domain.matching.admission import Obstacle
from platforms.domain.matching.matches import Doubt, Match, RuledOut
from platforms.domain.matching.needs import NeedMet
from platforms.domain.matching.pairing import Pair
from platforms.domain.matching.ranking import Ranking
from platforms.domain.matching.reasons import Reason
from platforms.domain.matching.scoring import Span
from platforms.domain.matching.what_if import Steadiness, Step, WhatIf
from platforms.domain.opendata.catalogue import LICENCE, Address, AnswerData, Setting, Shape

Share = Annotated[float, Meta(ge=0, le=1)]


class AnswersData(Shape):
    goal: tuple[Slug, ...]
    country: str
    age: str
    field: str
    must: tuple[Slug, ...]
    strict: bool
    back: tuple[Slug, ...]
    matters: tuple[Slug, ...]
    wishes: dict[Slug, LevelNumber]


class IgnoredData(Shape):
    """A part of the query string that was not used, and why."""

    key: str
    value: str
    reason: str


class NeedData(Shape):
    """A feature or a trait that a goal needs, and how far the platform has it."""

    feature: Slug | None
    trait: Slug | None
    target: LevelNumber | None
    weight: Weight
    score: Share
    low: Share
    high: Share
    known: Share
    address: Address


class ReasonData(Shape):
    """What one answer adds; the contributions of a platform add up to its score."""

    goal: Slug | None
    trait: Slug | None
    wish: LevelNumber | None
    weight: Annotated[int, Meta(ge=1)]
    contribution: Share
    score: Share
    low: Share
    high: Share
    known: Share
    use: Annotated[LevelNumber | None, Meta(description="For a goal: how far people use the platform for it.")]
    needs: tuple[NeedData, ...]


class ReservationData(Shape):
    """Why a platform stands after those that meet everything."""

    doubt: Doubt
    key: Annotated[str, Meta(description="The slug of the must-have or the goal in question, or “fields”.")]


class MatchData(Shape):
    """A platform with its score, the band that the unknown leaves open, and the share of weight that is known."""

    platform: Slug
    tier: Annotated[int, Meta(ge=1, description="Within those with and those without a reservation.")]
    rank: Annotated[int, Meta(ge=1, description="Likewise; equal scores share it.")]
    score: Share
    low: Share
    high: Share
    known: Share
    reservations: Annotated[tuple[ReservationData, ...], Meta(description="Empty where it meets everything.")]
    could_lead: bool
    reasons: tuple[ReasonData, ...]


class RuledOutData(Shape):
    platform: Slug
    broken: Annotated[tuple[Slug, ...], Meta(description="The must-haves that it is known not to meet.")]
    not_for: Annotated[tuple[Obstacle, ...], Meta(description="What keeps this person from joining.")]


class PairData(Shape):
    """Two platforms that together cover the goals clearly better than any one."""

    platforms: Annotated[tuple[Slug, ...], Meta(min_length=2, max_length=2)]
    cover: Share
    best_single: Share
    serves: Annotated[dict[Slug, tuple[Slug, ...]], Meta(description="The goals that each serves better.")]


class WhatIfData(Shape):
    """One answer changed (level: to which), who would come first then, and how many would stay."""

    step: Step
    key: str
    level: LevelNumber | None
    query: Annotated[str, Meta(description="The query string of the answers after it.")]
    first: tuple[Slug, ...]
    staying: Annotated[int, Meta(ge=0)]


class SteadinessData(Shape):
    """Of all changes of one answer by one step, how many keep who comes first."""

    changes: Annotated[int, Meta(ge=0)]
    keeping: Annotated[int, Meta(ge=0)]
    nearest: Annotated[str | None, Meta(description="The query string of the smallest change that does not.")]


class FitData(AnswerData):
    """Which platforms fit the answers, with the reasons; nothing answered, nothing ranked."""

    answers: AnswersData
    ignored: tuple[IgnoredData, ...]
    ranking: Annotated[tuple[MatchData, ...], Meta(description="By score; those with a reservation last.")]
    ruled_out: tuple[RuledOutData, ...]
    pair: PairData | None
    what_if: tuple[WhatIfData, ...]
    steadiness: SteadinessData | None


def fit_data(setting: Setting, ranking: Ranking) -> FitData:
    answers = ranking.answers
    return FitData(
        revision=setting.catalogue.revision,
        licence=LICENCE,
        citation=setting.citation,
        address=f"{setting.site}/fit/results/{f'?{answers.query}' if answers.pairs else ''}",
        answers=AnswersData(
            answers.goals,
            answers.country,
            answers.age,
            answers.field,
            answers.musts,
            answers.strict,
            answers.back,
            answers.matters,
            dict(answers.wishes),
        ),
        ignored=tuple(IgnoredData(each.key, each.value, each.reason) for each in answers.ignored),
        ranking=tuple(_match(setting, match) for match in ranking.matches),
        ruled_out=tuple(map(_ruled_out, ranking.ruled_out)),
        pair=_pair(ranking.pair) if ranking.pair else None,
        what_if=tuple(map(_what_if, ranking.what_if)),
        steadiness=_steadiness(ranking.steadiness) if ranking.steadiness else None,
    )


def _match(setting: Setting, match: Match) -> MatchData:
    return MatchData(
        match.platform.slug,
        match.tier,
        match.rank,
        *_rounded_span(match.score),
        tuple(ReservationData(each.doubt, each.key) for each in match.reservations),
        match.could_lead,
        tuple(_reason(setting, match.platform, reason) for reason in match.reasons),
    )


def _reason(setting: Setting, platform: Platform, reason: Reason) -> ReasonData:
    return ReasonData(
        reason.goal.slug if reason.goal else None,
        reason.trait.slug if reason.trait else None,
        reason.wish,
        reason.weight,
        _rounded(reason.contribution),
        *_rounded_span(reason.span),
        reason.use.level if reason.use else None,
        tuple(_need(setting, platform, need) for need in reason.needs),
    )


def _need(setting: Setting, platform: Platform, need: NeedMet) -> NeedData:
    return NeedData(
        need.feature.slug if need.feature else None,
        need.trait.slug if need.trait else None,
        need.target,
        need.weight,
        *_rounded_span(need.span),
        setting.profile(platform.slug, need.key),
    )


def _ruled_out(out: RuledOut) -> RuledOutData:
    return RuledOutData(out.platform.slug, tuple(feature.slug for feature in out.broken), out.not_for)


def _pair(pair: Pair) -> PairData:
    return PairData(
        (pair.first.slug, pair.second.slug),
        _rounded(pair.cover),
        _rounded(pair.best_single),
        {
            pair.first.slug: tuple(goal.slug for goal in pair.first_serves),
            pair.second.slug: tuple(goal.slug for goal in pair.second_serves),
        },
    )


def _what_if(change: WhatIf) -> WhatIfData:
    first = tuple(platform.slug for platform in change.first)
    return WhatIfData(change.step, change.key, change.level, change.answers.query, first, change.staying)


def _steadiness(steady: Steadiness) -> SteadinessData:
    return SteadinessData(steady.changes, steady.keeping, steady.nearest.answers.query if steady.nearest else None)


def _rounded_span(span: Span) -> tuple[float, float, float, float]:
    return _rounded(span.point), _rounded(span.low), _rounded(span.high), _rounded(span.known)


def _rounded(share: Fraction) -> float:
    return round(float(share), 6)
