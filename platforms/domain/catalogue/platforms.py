"""One platform with all that is claimed of it, and what is left of a withdrawn one."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from platforms.domain.catalogue.audience import Audience
from platforms.domain.catalogue.cells import Fact, Figure, Rating, Support, Tip, Use
from platforms.domain.catalogue.evidence import Evidence, Source
from platforms.domain.vocabulary import Kind, Subject, Value

NO_EVIDENCE, NO_AUDIENCE = Evidence(), Audience()


@dataclass(frozen=True)
class Platform:
    slug: str
    name: str
    also_known_as: tuple[str, ...]
    kind: Kind
    tagline: str
    summary: str
    website: str
    facts: Mapping[Subject, Fact]
    ratings: Mapping[str, Rating]
    """By the trait's slug; a trait without a rating is unrated."""
    support: Mapping[str, Support]
    """By the feature's slug; a feature without an entry is unknown."""
    uses: Mapping[str, Use] = field(default_factory=dict)
    """By the goal's slug; a goal without an entry is unknown."""
    audience: Audience = NO_AUDIENCE
    figures: tuple[Figure, ...] = ()
    """Newest first."""
    tips: tuple[Tip, ...] = ()
    published_at: datetime.datetime | None = None
    changed_at: datetime.datetime | None = None
    """When it, or any cell of it, was saved last."""
    glyph: str = ""
    """The name of its brand's icon in Simple Icons; empty without one."""
    monogram: str = ""
    """One or two characters that people know it by; empty where nobody chose any."""

    def supports(self, feature: str) -> Support:
        """Return what is known of a feature; unknown where nothing is stored."""
        return self.support.get(feature) or Support(feature, Value.UNKNOWN, "", NO_EVIDENCE)

    @property
    def claims(self) -> Iterable[Evidence]:
        """The evidence of every known cell."""
        yield from (rating.evidence for rating in self.ratings.values())
        yield from (support.evidence for support in self.support.values() if support.value is not Value.UNKNOWN)
        yield from (fact.evidence for fact in self.facts.values())
        yield from (use.evidence for use in self.uses.values())
        yield from (cell.evidence for _, cell in self.audience.cells())
        yield from (figure.evidence for figure in self.figures)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every source that some cell or tip rests on, by publisher and title."""
        found = {source for evidence in self.claims for source in evidence.sources}
        found |= {source for tip in self.tips for source in tip.evidence.sources}
        return tuple(
            sorted(found, key=lambda source: (not source.official, source.publisher, source.title, source.slug))
        )

    @property
    def checked_on(self) -> datetime.date | None:
        """The day of the newest check of any cell."""
        return max((evidence.checked_on for evidence in self.claims if evidence.checked_on), default=None)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is left of a platform that was published once: enough to say so in an old link."""

    slug: str
    name: str
    also_known_as: tuple[str, ...]
    withdrawn_on: datetime.date
