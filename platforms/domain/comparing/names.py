"""Platforms by name: the nearest to a mistyped one, and those that a search names first."""

from collections.abc import Iterable, Sequence

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue

SIMILAR = 70
"""From this similarity, 0 to 100, a mistyped name counts as meant."""


def nearest(*, catalogue: Catalogue, name: str, most: int = 3) -> tuple[Platform, ...]:
    """Return the platforms whose name or other name comes closest to a mistyped one."""
    return tuple(_similar(name[:80], catalogue.platforms)[:most])


def named_first(platforms: Iterable[Platform], *, search: str) -> list[Platform]:
    """Put names that begin with what is searched first, then names that hold it; the others keep their order."""
    wanted = search.casefold()

    def rank(platform: Platform) -> int:
        names = [name.casefold() for name in (platform.name, *platform.also_known_as)]
        if any(name.startswith(wanted) for name in names):
            return 0
        return 1 if any(wanted in name for name in names) else 2

    return sorted(platforms, key=rank)


def _similar(name: str, platforms: Sequence[Platform]) -> list[Platform]:
    from rapidfuzz import fuzz, process, utils  # three megabytes, for the first who mistypes

    names = {(p.slug, n): n for p in platforms for n in (p.name, p.slug, *p.also_known_as)}
    scored = process.extract(
        name, names, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=SIMILAR, limit=20
    )
    by_slug = {p.slug: p for p in platforms}
    return [by_slug[slug] for slug in dict.fromkeys(key[0] for _, _, key in scored)]
