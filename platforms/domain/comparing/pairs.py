"""Which two platforms are worth a comparison."""

from collections.abc import Iterator

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.comparing.similar import similar

POPULAR = (
    ("facebook", "linkedin"),
    ("instagram", "tiktok"),
    ("x", "bluesky"),
    ("linkedin", "xing"),
    ("facebook", "meetup"),
    ("reddit", "discord"),
    ("x", "instagram"),
    ("linkedin", "meetup"),
)

MOST_PLATFORMS = 500
"""With more platforms than this, only popular pairs count: finding each one's like takes each with each."""

type PlatformPair = tuple[Platform, Platform]


def popular_pairs(*, catalogue: Catalogue) -> list[PlatformPair]:
    """Return the pairs that people often compare, the most popular first."""
    known = catalogue.platform_by_slug
    return [(known[one], known[other]) for one, other in POPULAR if one in known and other in known]


def pairs_worth_comparing(*, catalogue: Catalogue) -> tuple[PlatformPair, ...]:
    """Return the popular pairs, and each platform with the ones most like it; sorted by slug."""
    return catalogue.memoize("pairs", lambda: tuple(_pairs(catalogue)))


def _pairs(catalogue: Catalogue) -> Iterator[PlatformPair]:
    found = {_sorted(pair) for pair in popular_pairs(catalogue=catalogue)}
    for platform in catalogue.platforms if len(catalogue.platforms) <= MOST_PLATFORMS else ():
        found |= {_sorted((platform, other.platform)) for other in similar(catalogue=catalogue, platform=platform)}
    known = catalogue.platform_by_slug
    yield from ((known[one], known[other]) for one, other in sorted(found))


def _sorted(pair: PlatformPair) -> tuple[str, str]:
    one, other = sorted(platform.slug for platform in pair)
    return one, other
