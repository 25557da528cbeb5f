"""What people who know the platforms expect of each goal, worldwide, and whether the ranking agrees."""

from collections.abc import Iterator
from dataclasses import dataclass

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.scales import Goal
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.matching.answers import Answers
from platforms.domain.matching.ranking import match

FIRST = 5
ENOUGH = 3
"""So many of those expected have to be among the first five."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the panel expects of one goal, as slugs."""

    goal: str
    among: tuple[str, ...]
    never: tuple[str, ...]
    """Not among the first five."""
    first: str = ""


PANEL = (
    Expected("career", ("linkedin", "xing", "wellfound", "github", "handshake", "indeed"), ("alignable", "facebook"),
             first="linkedin"),
    Expected("communities", ("reddit", "discord", "facebook", "telegram", "meetup", "mastodon"), ("linkedin",)),
    Expected("promote-business",
             ("instagram", "facebook", "tiktok", "youtube", "linkedin", "alignable", "nextdoor"), ("substack",)),
    Expected("public-conversation", ("x", "reddit", "threads", "bluesky", "mastodon", "youtube"),
             ("substack", "linkedin")),
    Expected("audience", ("youtube", "tiktok", "instagram", "substack", "x", "linkedin"), ("telegram", "whatsapp")),
    Expected("professional-network", ("linkedin", "xing", "researchgate", "meetup", "slack-communities"),
             ("nextdoor", "facebook"), first="linkedin"),
    Expected("learn-field", ("youtube", "stack-overflow", "reddit", "github", "linkedin", "discord", "substack"),
             ("alignable",)),
    Expected("meet-in-person", ("meetup", "eventbrite", "facebook", "nextdoor", "bumble-bff", "partiful"),
             ("linkedin", "telegram"), first="meetup"),
    Expected("organise", ("meetup", "facebook", "whatsapp", "discord", "eventbrite", "slack-communities"),
             ("alignable",)),
    Expected("share-creative", ("instagram", "youtube", "tiktok", "behance", "pinterest", "tumblr", "dribbble"),
             ("linkedin", "nextdoor", "facebook")),
    Expected("show-skills", ("linkedin", "github", "behance", "dribbble", "youtube"), ("researchgate", "alignable")),
    Expected("friends-family", ("whatsapp", "facebook", "signal", "snapchat", "instagram", "telegram"), ("discord",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the panel expects of a goal beside what the ranking says."""

    goal: Goal
    expected: Expected
    best: tuple[Platform, ...]
    """The first five."""

    @property
    def agrees(self) -> bool:
        slugs = [platform.slug for platform in self.best]
        return (
            len(set(slugs).intersection(self.expected.among)) >= ENOUGH
            and not set(slugs).intersection(self.expected.never)
            and (not self.expected.first or slugs[0] == self.expected.first)
        )


def verdicts(catalogue: Catalogue) -> Iterator[Verdict]:
    """Put each of the panel's goals that the catalogue has to the ranking."""
    for expected in PANEL:
        if goal := catalogue.goal_by_slug.get(expected.goal):
            ranking = match(catalogue=catalogue, answers=Answers(goals=(goal.slug,)), with_what_if=False)
            yield Verdict(goal, expected, tuple(each.platform for each in ranking.matches[:FIRST]))
