"""Where and how hard it is to delete an account, from jdm-contrib/jdm (MIT): proposes what differs from our cell."""

from collections.abc import AsyncIterator

import msgspec

from platforms.sources.watch.proposal import Proposal, Watch

SITES = "https://raw.githubusercontent.com/jdm-contrib/jdm/master/_data/sites.json"
CELL = "delete-the-account-yourself"

VALUES = {
    "easy": ("yes",),
    "medium": ("yes",),
    "limited": ("partly",),
    "hard": ("partly", "no"),
    "impossible": ("no",),
}
"""What our cell may hold by a difficulty; the first is proposed. Hard means that you have to write to somebody."""


class Site(msgspec.Struct):
    """An entry of the list."""

    name: str
    difficulty: str = ""
    url: str = ""
    notes: str = ""


async def proposals(watch: Watch) -> AsyncIterator[Proposal]:
    """Yield what our cells would hold by the list; nothing where they agree."""
    sites = await watch.reader.json(SITES, list[Site])
    by_name = {site.name: site for site in sites or ()}
    for platform in watch.platforms:
        site = by_name.get(watch.ids_of(platform).deletion)
        values = VALUES.get(site.difficulty, ()) if site else ()
        if site and values and platform.supports(CELL).value not in values:
            words = f"{site.difficulty}: {site.notes}" if site.notes else site.difficulty
            yield Proposal("deletion", platform.slug, CELL, values[0], site.url or SITES, watch.today, words)
