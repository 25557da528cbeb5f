"""Is the matching fair? How often each platform leads, what each question changes, and whether the better known win."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.fairness.correlation import partial_correlation, ranks_of
from platforms.domain.fairness.leading import Leading, leading
from platforms.domain.fairness.samples import SAMPLES, SEED, portrait_answers, sample_answers
from platforms.domain.matching.answers import ABOUT_YOU, Answers
from platforms.domain.matching.sections import first_tier, margin_of, sections_of
from platforms.domain.matching.table import points_of, table_of, weighted
from platforms.domain.vocabulary import Value

MOST_LEADING = Fraction(1, 3)
"""No platform may lead more of the sample than this."""

MOST_CORRELATION = 0.3
"""Known share and average rank may not go together more closely than this, either way."""

APPLIES_FROM = 10
"""With fewer platforms the thresholds say nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a platform fared; shares are of the answers in the audit."""

    platform: Platform
    leads: Fraction
    first_three: Fraction
    reached: Answers | None
    """Plausible answers that bring it among the first three; the simplest found, None when none was."""
    average_rank: float
    known: Fraction
    """The share of its ratings and features that are known."""


@dataclass(frozen=True, slots=True)
class Influence:
    """How often taking one answer away alters the first tier, where it was given."""

    key: str
    """A goal's, trait's or feature's slug."""
    given: int
    altered: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.altered, max(self.given, 1))


@dataclass(frozen=True, slots=True)
class Audit:
    samples: int
    seed: int
    standings: tuple[Standing, ...]
    """The most frequent leader first."""
    goals: tuple[Influence, ...]
    traits: tuple[Influence, ...]
    musts: tuple[Influence, ...]
    about_you: tuple[Influence, ...]
    """Country, age and field."""
    leading: Leading
    correlation: float
    """Of known share and average rank, among platforms that people use as much; negative: the better known win more."""

    @property
    def failures(self) -> list[str]:
        """Which threshold is broken, by name; empty when the audit passes or there are too few platforms."""
        if len(self.standings) < APPLIES_FROM:
            return []
        never = [f"{s.platform.slug} never reaches the first three" for s in self.standings if s.reached is None]
        often = [f"{s.platform.slug} leads {float(s.leads):.0%}" for s in self.standings if s.leads >= MOST_LEADING]
        if self.leading.doubtful:
            often.append(f"{self.leading.doubtful} leaders have a doubtful must-have while another meets all")
        linked = abs(self.correlation) >= MOST_CORRELATION
        return never + often + ([f"known share and rank correlate at {self.correlation:.2f}"] if linked else [])


def audit(*, catalogue: Catalogue, samples: int = SAMPLES, seed: int = SEED) -> Audit:
    """Rank all single goals and `samples` seeded answers."""
    slugs = [platform.slug for platform in catalogue.platforms]
    leads: Counter[str] = Counter()
    first_three: Counter[str] = Counter()
    reached: dict[str, Answers] = {}
    ranks: dict[str, list[float]] = {platform.slug: [] for platform in catalogue.platforms}
    given: Counter[tuple[str, str]] = Counter()
    altered: Counter[tuple[str, str]] = Counter()
    sample = list(sample_answers(catalogue, samples=samples, seed=seed))
    for answers in sample:
        everybody = points_of(catalogue, answers)
        sections = sections_of(catalogue, answers)
        points = {place: everybody[place] for place in sections.split(range(len(everybody))).first}
        most = max(points.values(), default=0)
        for place, rank in ranks_of(points).items():
            slug = slugs[place]
            ranks[slug].append(rank)
            leads[slug] += points[place] == most
            first_three[slug] += rank <= 3
            if rank <= 3:
                reached[slug] = min(reached.get(slug, answers), answers, key=_simplicity)
        before = _first_tier(catalogue, answers)
        for key, value in answers.pairs:
            if key != "matters" and (answers.counted > 1 or key not in ("goal", *dict(answers.wishes))):
                kind = key if key in ("goal", "must", *ABOUT_YOU) else "trait"
                name = value if kind in ("goal", "must") else key
                less = answers.without(key, value)
                given[kind, name] += 1
                altered[kind, name] += _first_tier(catalogue, less) != before
    for place, platform in enumerate(catalogue.platforms):
        for portrait in () if platform.slug in reached else portrait_answers(catalogue, platform):
            if ranks_of(dict(enumerate(points_of(catalogue, portrait))))[place] <= 3:
                reached[platform.slug] = portrait
                break
    known = {platform.slug: known_share(catalogue, platform) for platform in catalogue.platforms}
    average = {slug: sum(values) / len(values) if values else float(len(ranks)) for slug, values in ranks.items()}
    standings = [
        Standing(
            platform=platform,
            leads=Fraction(leads[platform.slug], max(len(sample), 1)),
            first_three=Fraction(first_three[platform.slug], max(len(sample), 1)),
            reached=reached.get(platform.slug),
            average_rank=average[platform.slug],
            known=known[platform.slug],
        )
        for platform in catalogue.platforms
    ]

    def influences(kind: str, slugs: list[str]) -> tuple[Influence, ...]:
        return tuple(Influence(slug, given[kind, slug], altered[kind, slug]) for slug in slugs)

    return Audit(
        samples=len(sample),
        seed=seed,
        standings=tuple(sorted(standings, key=lambda s: (-s.leads, -s.first_three, s.platform.slug))),
        goals=influences("goal", [goal.slug for goal in catalogue.goals]),
        traits=influences("trait", [trait.slug for trait in catalogue.questions]),
        musts=influences("must", [feature.slug for feature in catalogue.must_haves]),
        about_you=tuple(Influence(key, given[key, key], altered[key, key]) for key in ABOUT_YOU),
        leading=leading(catalogue, sample),
        correlation=partial_correlation(
            [float(known[slug]) for slug in ranks],
            [average[slug] for slug in ranks],
            [sum(use.level for use in platform.uses.values()) for platform in catalogue.platforms],
        ),
    )


def _simplicity(answers: Answers) -> tuple[int, str]:
    return len(answers.pairs), answers.query


def altered(*, before: Catalogue, after: Catalogue, samples: int = SAMPLES, seed: int = SEED) -> Fraction:
    """Return the share of the sample whose first tier another catalogue alters; a goal that is gone counts."""
    answers = list(sample_answers(before, samples=samples, seed=seed))
    gone = {goal.slug for goal in before.goals} - {goal.slug for goal in after.goals}
    changed = sum(bool(gone & set(a.goals)) or leaders(before, a) != leaders(after, a) for a in answers)
    return Fraction(changed, max(len(answers), 1))


def leaders(catalogue: Catalogue, answers: Answers) -> set[str]:
    """Return the slugs of the first tier."""
    return {catalogue.platforms[place].slug for place in _first_tier(catalogue, answers)}


def _first_tier(catalogue: Catalogue, answers: Answers) -> set[int]:
    total = table_of(catalogue).total(weighted(answers))
    return first_tier(points_of(catalogue, answers), sections_of(catalogue, answers), margin_of(total))


def known_share(catalogue: Catalogue, platform: Platform) -> Fraction:
    """Return the share of a platform's ratings and features that are known, 0 to 1."""
    known = len(platform.ratings) + sum(
        platform.supports(feature.slug).value is not Value.UNKNOWN for feature in catalogue.features
    )
    return Fraction(known, max(len(catalogue.traits) + len(catalogue.features), 1))
