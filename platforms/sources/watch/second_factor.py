"""Which second factors a platform offers, from 2factorauth/twofactorauth (MIT): proposes what differs from our cell."""

from collections.abc import AsyncIterator

import msgspec

from platforms.sources.watch.proposal import Proposal, Watch

ENTRY = "https://raw.githubusercontent.com/2factorauth/twofactorauth/master/entries/{letter}/{domain}.json"
CELL = "two-factor-sign-in"


class Entry(msgspec.Struct):
    """One service of the list."""

    tfa: tuple[str, ...] = ()
    documentation: str = ""


async def proposals(watch: Watch) -> AsyncIterator[Proposal]:
    """Yield what our cells would hold by the list; nothing where they agree."""
    for platform in watch.platforms:
        if not (domain := watch.ids_of(platform).second_factor):
            continue
        address = ENTRY.format(letter=domain[0], domain=domain)
        entries = await watch.reader.json(address, dict[str, Entry])
        for entry in (entries or {}).values():
            values = _values(entry)
            if platform.supports(CELL).value not in values:
                words = ", ".join(entry.tfa) or "none"
                source = entry.documentation or address
                yield Proposal("second-factor", platform.slug, CELL, values[0], source, watch.today, words)


def _values(entry: Entry) -> tuple[str, ...]:
    """Return what our cell may hold by an entry; the first is proposed. The list knows nothing of half a factor."""
    if not entry.tfa:
        return "no", "partly"
    return ("partly", "yes") if set(entry.tfa) <= {"email"} else ("yes",)
