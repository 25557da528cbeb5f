"""What people who know the platforms expect of each goal, worldwide, and whether the ranking agrees."""

from collections.abc import Iterator
from dataclasses import dataclass

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.ranking import match

FIRST, ENOUGH = 5, 3  # so many of those expected have to be among so many of the first


@dataclass(frozen=True, slots=True)
class Expected:
    """What the panel expects of one goal, as slugs."""

    goal: str
    among: list[str]
    never: list[str]
    first: str | None


EXPECTED = {
    "career": ("linkedin xing wellfound github handshake indeed", "alignable facebook"),
    "communities": ("reddit discord facebook telegram meetup mastodon", "linkedin"),
    "promote-business": ("instagram facebook tiktok youtube linkedin alignable nextdoor", "substack"),
    "public-conversation": ("x reddit threads bluesky mastodon youtube", "substack linkedin"),
    "audience": ("youtube tiktok instagram substack x linkedin", "telegram whatsapp"),
    "professional-network": ("linkedin xing researchgate meetup slack-communities", "nextdoor facebook"),
    "learn-field": ("youtube stack-overflow reddit github linkedin discord substack", "alignable"),
    "meet-in-person": ("meetup eventbrite facebook nextdoor bumble-bff partiful", "linkedin telegram"),
    "organise": ("meetup facebook whatsapp discord eventbrite slack-communities", "alignable"),
    "share-creative": ("instagram youtube tiktok behance pinterest tumblr dribbble", "linkedin nextdoor facebook"),
    "show-skills": ("linkedin github behance dribbble youtube", "researchgate alignable"),
    "friends-family": ("whatsapp facebook signal snapchat instagram telegram", "discord"),
}
"""For each goal: who should be among the first five, and who should not."""

LEADERS = {"career": "linkedin", "professional-network": "linkedin", "meet-in-person": "meetup"}
"""Who should come first."""

PANEL = [Expected(goal, among.split(), never.split(), LEADERS.get(goal)) for goal, (among, never) in EXPECTED.items()]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the panel expects of a goal beside what the ranking says."""

    goal: Goal
    expected: Expected
    best: tuple[Platform, ...]
    leaders: tuple[str, ...]
    """Slugs of those who share the first place."""

    @property
    def agrees(self) -> bool:
        slugs = [platform.slug for platform in self.best]
        return (
            len(set(slugs).intersection(self.expected.among)) >= ENOUGH
            and not set(slugs).intersection(self.expected.never)
            and (not self.expected.first or self.expected.first in self.leaders)
        )


def verdicts(catalogue: Catalogue) -> Iterator[Verdict]:
    """Put each of the panel's goals that the catalogue has to the ranking."""
    for expected in PANEL:
        if goal := catalogue.goal_by_slug.get(expected.goal):
            ranking = match(catalogue=catalogue, answers=Answers(goals=(goal.slug,)), with_what_if=False)
            best = ranking.matches[:FIRST]
            leaders = tuple(each.platform.slug for each in best if (each.tier, each.rank) == (1, 1))
            yield Verdict(goal, expected, tuple(each.platform for each in best), leaders)
