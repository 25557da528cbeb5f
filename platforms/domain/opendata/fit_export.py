"""Open data made of a ranking."""

from fractions import Fraction

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.matching.matches import Match, RuledOut
from platforms.domain.matching.needs import NeedMet
from platforms.domain.matching.pairing import Pair
from platforms.domain.matching.ranking import Ranking
from platforms.domain.matching.reasons import Reason
from platforms.domain.matching.what_if import Steadiness, WhatIf
from platforms.domain.opendata.export import Setting
from platforms.domain.opendata.fit_shapes import (
    AnswersData,
    FitData,
    IgnoredData,
    MatchData,
    NeedData,
    PairData,
    ReasonData,
    ReservationData,
    RuledOutData,
    SteadinessData,
    WhatIfData,
)
from platforms.domain.opendata.shapes import LICENCE


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
    score = match.score
    return MatchData(
        match.platform.slug,
        match.tier,
        match.rank,
        _rounded(score.point),
        _rounded(score.low),
        _rounded(score.high),
        _rounded(score.known),
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
        _rounded(reason.span.point),
        _rounded(reason.span.low),
        _rounded(reason.span.high),
        _rounded(reason.span.known),
        reason.use.level if reason.use else None,
        tuple(_need(setting, platform, need) for need in reason.needs),
    )


def _need(setting: Setting, platform: Platform, need: NeedMet) -> NeedData:
    return NeedData(
        need.feature.slug if need.feature else None,
        need.trait.slug if need.trait else None,
        need.target,
        need.weight,
        _rounded(need.span.point),
        _rounded(need.span.low),
        _rounded(need.span.high),
        _rounded(need.span.known),
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


def _rounded(share: Fraction) -> float:
    return round(float(share), 6)
