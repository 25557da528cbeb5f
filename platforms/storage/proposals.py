"""Proposals of `watch`, stored once each, and what it remembers of addresses."""

import hashlib
from collections.abc import Iterable, Mapping

from django.db import transaction

from platforms.models import Platform, Proposal, ProposalState, WatchedAddress
from platforms.sources.watch.answers import Memory
from platforms.sources.watch.proposal import Proposal as Found


def memory() -> dict[str, Memory]:
    """Return what the last run saw, by address."""
    rows = WatchedAddress.objects.values_list("url", "etag", "digest")
    return {url: Memory(etag, digest) for url, etag, digest in rows}


def outdated() -> frozenset[tuple[str, str]]:
    """Return platform and key of the cells whose terms changed, until an editor decided."""
    changed = Proposal.objects.filter(adapter="terms", state=ProposalState.OPEN)
    return frozenset(changed.values_list("platform__slug", "cell"))


@transaction.atomic
def store(found: Iterable[Found], remembered: Mapping[str, Memory]) -> int:
    """Store what is new, and what to remember; return the number of new proposals. Touch no cell."""
    keys = dict(Platform.objects.values_list("slug", "pk"))
    rows = {
        _digest(each): Proposal(
            platform_id=keys[each.platform],
            cell=each.cell,
            adapter=each.adapter,
            value=each.value[:200],
            source_url=each.source[:1000],
            seen_on=each.seen_on,
            words=each.words,
            digest=_digest(each),
        )
        for each in found
        if each.platform in keys
    }
    known = set(Proposal.objects.filter(digest__in=rows).values_list("digest", flat=True))
    new = [row for digest, row in rows.items() if digest not in known]
    Proposal.objects.bulk_create(new, ignore_conflicts=True)
    addresses = [WatchedAddress(url=url[:1000], etag=m.etag[:300], digest=m.digest) for url, m in remembered.items()]
    WatchedAddress.objects.bulk_create(
        addresses, update_conflicts=True, unique_fields=["url"], update_fields=["etag", "digest"]
    )
    return len(new)


def _digest(found: Found) -> str:
    """Return what tells two proposals apart: not the day, on which the same is seen again and again."""
    parts = (found.adapter, found.platform, found.cell, found.value, found.source, found.words)
    return hashlib.sha256(repr(parts).encode()).hexdigest()
