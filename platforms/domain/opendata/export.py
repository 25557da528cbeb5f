"""Open data made of the catalogue, of a comparison and of a ranking."""

from collections.abc import Callable
from fractions import Fraction

import msgspec

from platforms.domain.catalogue.conversion import (
    document_of,
    fact_part,
    figure_part,
    platform_part,
    rating_part,
    source_parts,
    support_part,
)
from platforms.domain.catalogue.values import Catalogue, Platform
from platforms.domain.comparing.columns import Cell
from platforms.domain.comparing.comparison import Comparison, Row, Section
from platforms.domain.comparing.in_short import Clause, FeatureClause, TraitClause
from platforms.domain.document.parts import (
    VERSION,
)
from platforms.domain.matching.matches import Match, RuledOut
from platforms.domain.matching.needs import NeedMet
from platforms.domain.matching.pairing import Pair
from platforms.domain.matching.ranking import Ranking
from platforms.domain.matching.reasons import Reason
from platforms.domain.matching.what_if import WhatIf
from platforms.domain.opendata.shapes import (
    LICENCE,
    AnswersData,
    CatalogueData,
    ChoiceData,
    ComparedCell,
    ComparedRow,
    ComparisonData,
    CoverageData,
    FitData,
    IgnoredData,
    InShort,
    LevelsOfPlatform,
    MatchData,
    NamedPlatform,
    NeedData,
    PairData,
    PlatformData,
    ReasonData,
    RuledOutData,
    WhatIfData,
)


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


def comparison_data(setting: Setting, comparison: Comparison, *, sentence: Callable[[Clause], str]) -> ComparisonData:
    """`sentence` puts a clause of "in short" into words."""
    return ComparisonData(
        revision=setting.catalogue.revision,
        licence=LICENCE,
        citation=setting.citation,
        address=f"{setting.site}/compare/{'/'.join(p.slug for p in comparison.platforms)}/",
        platforms=tuple(NamedPlatform(p.slug, p.name, p.kind, setting.profile(p.slug)) for p in comparison.platforms),
        in_short=tuple(_in_short(clause, sentence(clause)) for clause in comparison.in_short),
        choices=tuple(ChoiceData(c.platform.slug, tuple(goal.slug for goal in c.goals)) for c in comparison.choices),
        rows=tuple(_row(setting, section, row) for section in comparison.sections for row in section.rows),
        coverage=CoverageData(
            comparison.coverage.cells, comparison.coverage.known, comparison.coverage.cited, comparison.coverage.fresh
        ),
        sources=source_parts(s for row in comparison.rows for cell in row.cells for s in cell.evidence.sources),
    )


def _in_short(clause: Clause, text: str) -> InShort:
    match clause:
        case TraitClause(trait, ratings, alike):
            levels = tuple(LevelsOfPlatform(platform.slug, r.low, r.high) for platform, r in ratings)
            return InShort(text, trait.slug, alike, levels, None, (), 0)
        case FeatureClause(platform, features, more):
            slugs = tuple(feature.slug for feature in features)
            return InShort(text, None, False, (), platform.slug if platform else None, slugs, more)


def _row(setting: Setting, section: Section, row: Row) -> ComparedRow:
    cells = tuple(_cell(cell, setting.profile(cell.platform.slug, row.key)) for cell in row.cells)
    return ComparedRow(row.key, section.key, row.verdict, row.differs, cells)


def _cell(cell: Cell, address: str) -> ComparedCell:
    return ComparedCell(
        platform=cell.platform.slug,
        address=address,
        known=cell.known,
        rating=rating_part(cell.rating) if cell.rating else None,
        support=support_part(cell.support) if cell.support else None,
        fact=fact_part(cell.fact) if cell.fact else None,
        figures=tuple(map(figure_part, cell.figures)),
    )


def fit_data(setting: Setting, ranking: Ranking) -> FitData:
    answers = ranking.answers
    return FitData(
        revision=setting.catalogue.revision,
        licence=LICENCE,
        citation=setting.citation,
        address=f"{setting.site}/fit/results/{f'?{answers.query}' if answers.pairs else ''}",
        answers=AnswersData(answers.goals, answers.musts, answers.matters, dict(answers.wishes)),
        ignored=tuple(IgnoredData(each.key, each.value, each.reason) for each in answers.ignored),
        ranking=tuple(_match(setting, match) for tier in ranking.tiers for match in tier),
        ruled_out=tuple(map(_ruled_out, ranking.ruled_out)),
        pair=_pair(ranking.pair) if ranking.pair else None,
        what_if=tuple(map(_what_if, ranking.what_if)),
    )


def _match(setting: Setting, match: Match) -> MatchData:
    score = match.score
    return MatchData(
        match.platform.slug,
        match.tier,
        _rounded(score.point),
        _rounded(score.low),
        _rounded(score.high),
        _rounded(score.known),
        tuple(feature.slug for feature in match.unconfirmed),
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
    return RuledOutData(out.platform.slug, tuple(feature.slug for feature in out.broken))


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
    return WhatIfData(change.step, change.key, change.level, change.answers.query, tuple(p.slug for p in change.first))


def _rounded(share: Fraction) -> float:
    return round(float(share), 6)
