"""Open data: the shapes that others build on, and how they are made of the catalogue.

Numbers between 0 and 1 are rounded to six digits; dates are ISO 8601; cells, traits, features, goals and sources go by
their slugs. A cell's permanent address is `<site>/platforms/<platform>/#<key>`.
"""

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Annotated

import msgspec
from msgspec import Meta

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
from platforms.domain.comparing.comparison import Clause, Comparison, FeatureClause, Row, Section, TraitClause, Verdict
from platforms.domain.document.checks import Invalid, Problem, check
from platforms.domain.document.files import problem_of
from platforms.domain.document.parts import (
    VERSION,
    Document,
    FactPart,
    FeaturePart,
    FigurePart,
    GoalPart,
    GroupPart,
    GuidePart,
    LevelNumber,
    PlatformPart,
    RatingPart,
    Slug,
    SourcePart,
    SupportPart,
    TraitPart,
    Weight,
)
from platforms.domain.matching.pairing import Pair
from platforms.domain.matching.ranking import Match, NeedMet, Ranking, Reason, RuledOut
from platforms.domain.matching.what_if import Step, WhatIf
from platforms.domain.vocabulary import Kind

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

Share = Annotated[float, Meta(ge=0, le=1)]
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


class LevelsOfPlatform(Shape):
    """A platform's range on a trait."""

    platform: Slug
    low: LevelNumber
    high: LevelNumber


class InShort(Shape):
    """One sentence, and what it is made from: a trait on which platforms stand apart or alike, or features."""

    text: str
    trait: Slug | None
    alike: Annotated[bool, Meta(description="Of a trait: all stand together.")]
    ratings: tuple[LevelsOfPlatform, ...]
    platform: Annotated[Slug | None, Meta(description="Of features: who alone has them; null when all have them.")]
    features: tuple[Slug, ...]
    more: Annotated[Count, Meta(description="How many features there are besides those named.")]


class ComparedCell(Shape):
    """One platform on one row. Unless it is unknown, one of rating, support, fact and figures is there."""

    platform: Slug
    address: Address
    known: bool
    rating: RatingPart | None
    support: SupportPart | None
    fact: FactPart | None
    figures: tuple[FigurePart, ...]


class ComparedRow(Shape):
    """One trait, feature or fact. Undecided: nothing known differs, but something is unknown."""

    key: Slug
    group: Slug
    verdict: Verdict
    differs: bool
    cells: tuple[ComparedCell, ...]


class CoverageData(Shape):
    """How many cells there are, are known, rest on a source, were checked in the last 180 days."""

    cells: Count
    known: Count
    cited: Count
    fresh: Count


class ChoiceData(Shape):
    """The goals that speak clearly for one platform, the clearest first."""

    platform: Slug
    goals: tuple[Slug, ...]


class ComparisonData(Shape):
    """Two to four platforms side by side, in the order asked for."""

    revision: Revision
    licence: str
    citation: str
    address: Address
    platforms: tuple[NamedPlatform, ...]
    in_short: tuple[InShort, ...]
    choices: tuple[ChoiceData, ...]
    rows: tuple[ComparedRow, ...]
    coverage: CoverageData
    sources: dict[Slug, SourcePart]


class AnswersData(Shape):
    goal: tuple[Slug, ...]
    must: tuple[Slug, ...]
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
    needs: tuple[NeedData, ...]


class MatchData(Shape):
    """A platform with its score, the band that the unknown leaves open, and the share of weight that is known."""

    platform: Slug
    tier: Annotated[int, Meta(ge=1)]
    score: Share
    low: Share
    high: Share
    known: Share
    unconfirmed: Annotated[tuple[Slug, ...], Meta(description="Must-haves of which it is unknown.")]
    could_lead: bool
    reasons: tuple[ReasonData, ...]


class RuledOutData(Shape):
    platform: Slug
    broken: Annotated[tuple[Slug, ...], Meta(description="The must-haves that it is known not to meet.")]


class PairData(Shape):
    """Two platforms that together cover the goals clearly better than any one."""

    platforms: Annotated[tuple[Slug, ...], Meta(min_length=2, max_length=2)]
    cover: Share
    best_single: Share
    serves: Annotated[dict[Slug, tuple[Slug, ...]], Meta(description="The goals that each serves better.")]


class WhatIfData(Shape):
    """One answer changed (level: to which), and who would be best then."""

    step: Step
    key: Slug
    level: LevelNumber | None
    query: Annotated[str, Meta(description="The query string of the answers after it.")]
    first: tuple[Slug, ...]


class FitData(Shape):
    """Which platforms fit the answers, with the reasons; nothing answered, nothing ranked."""

    revision: Revision
    licence: str
    citation: str
    address: Address
    answers: AnswersData
    ignored: tuple[IgnoredData, ...]
    ranking: Annotated[tuple[MatchData, ...], Meta(description="By tier, within a tier by slug.")]
    ruled_out: tuple[RuledOutData, ...]
    pair: PairData | None
    what_if: tuple[WhatIfData, ...]


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


def read(text: str, *, name: str, today: datetime.date) -> Document:
    """The document in a `catalogue.json`; `name` is the file's. Raises Invalid with every problem found."""
    try:
        data = msgspec.json.decode(text, type=CatalogueData)
    except msgspec.ValidationError as error:
        raise Invalid([problem_of(error, name)]) from error
    except msgspec.DecodeError as error:
        raise Invalid([Problem(name, "", f"is not JSON: {error}")]) from error
    if data.version != VERSION:
        raise Invalid([Problem(name, "version", f"is not {VERSION}, the only one that this program reads")])
    document = Document(**{name: getattr(data, name) for name in Document.__struct_fields__})
    if problems := check(document, today=today):
        raise Invalid([Problem(name, f"{p.file}: {p.key}", p.reason) for p in problems])
    return document


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
