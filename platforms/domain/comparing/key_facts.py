"""What people ask first about a platform: who may join, how many people are there, what it costs, since when."""

from platforms.domain.catalogue.cells import Fact, Figure, Support
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.prices import Price, parse_price
from platforms.domain.vocabulary import Subject

IDENTITY, VISIBILITY, AI, DELETE = "identity", "visibility", "ai-training-off", "delete-the-account-yourself"
FREE, PAID, APPS, BROWSER = "free-for-the-main-use", "paid-tier", "ios-and-android-app", "full-use-in-a-phone-browser"
"""The traits and features behind what people ask; one that a catalogue is without is unknown."""


MONTHLY = ("monthly active users", "people active each month")
COUNTED = ("users", "members", "people", "visitors", "developers", "students")
"""What figures of people say that they count."""

REGIONAL = (" in ", ", ")
"""What figures of one region have in their words: "members in Germany", "active users, European Union"."""


def minimum_age(platform: Platform) -> int | None:
    """Return the age from which people may join, in years; None when unknown."""
    return platform.audience.ages.minimum if platform.audience.ages else None


def people(platform: Platform) -> Figure | None:
    """Return the newest figure of people a month; without one, the newest of people at all.

    One of a single region says little about the whole, so it comes last.
    """
    everywhere = [figure for figure in platform.figures if not any(word in figure.counts for word in REGIONAL)]
    for figures, words in ((everywhere, MONTHLY), (everywhere, COUNTED), (platform.figures, COUNTED)):
        for figure in figures:
            if any(word in figure.counts for word in words):
                return figure
    return None


def price(platform: Platform) -> tuple[Support, Support]:
    """Return whether the main use is free, and whether there is something to pay for."""
    return platform.supports(FREE), platform.supports(PAID)


def plan(platform: Platform) -> Price | None:
    """Return what the cheapest paid plan costs; None where there is none or it is unknown."""
    fact = platform.facts.get(Subject.CHEAPEST_PAID_PLAN)
    return parse_price(fact.value) if fact else None


def works_on(platform: Platform) -> tuple[Support, Support]:
    """Return whether there are apps, and whether a phone's browser is enough."""
    return platform.supports(APPS), platform.supports(BROWSER)


def owner(platform: Platform) -> Fact | None:
    """Return who operates it."""
    return platform.facts.get(Subject.OPERATOR)


def since(platform: Platform) -> Fact | None:
    """Return the year of its launch."""
    return platform.facts.get(Subject.LAUNCHED)
