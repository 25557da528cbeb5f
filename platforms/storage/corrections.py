"""Visitors' reports that a cell is wrong: how they come in, and what became of them.

Beside `published`, since a view never touches storage. Who reported is not kept: for an hour a digest of the network
that a report came from, which nobody without the secret key can read, counts how many came from there.
"""

import datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Subject
from platforms.models import Correction, CorrectionState, ReportCount
from platforms.models import Platform as StoredPlatform
from platforms.words import SUBJECTS, word

MOST_FROM_ONE_NETWORK = 5
"""Reports in an hour from one IPv4 address or one IPv6 network of a customer (/64)."""

MOST_OPEN_AN_HOUR = 60
"""Reports taken from everybody together in an hour; counted in the database, so for all processes."""

MOST_OPEN = 1000
"""Undecided reports; more than that nobody reads."""


HOUR = datetime.timedelta(hours=1)


class TooMany(Exception):
    """No further report is taken for now."""


def cell_name(catalogue: Catalogue, cell: str) -> str:
    """What a cell's key stands for, empty when there is no such cell (any more)."""
    if trait := catalogue.trait_by_slug.get(cell):
        return trait.name
    if feature := catalogue.feature_by_slug.get(cell):
        return feature.name
    return word(SUBJECTS, Subject(cell)) if cell in {subject.value for subject in Subject} else ""


def cells_of(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Every cell that can be reported, key and name, in the order of the pages."""
    keys = [*catalogue.trait_by_slug, *catalogue.feature_by_slug, *(subject.value for subject in Subject)]
    return [(key, cell_name(catalogue, key)) for key in keys]


def report(*, platform: Platform, cell: str, wrong: str, source_url: str, address: str) -> None:
    """Store a report that came from this address. Raises TooMany; the same report twice is kept once."""
    if not _may_send(address):
        raise TooMany
    opened = Correction.objects.filter(state=CorrectionState.OPEN)
    since = timezone.now() - HOUR
    if Correction.objects.filter(reported_at__gte=since).count() >= MOST_OPEN_AN_HOUR or opened.count() >= MOST_OPEN:
        raise TooMany
    row = StoredPlatform.objects.published().get(slug=platform.slug)
    if not opened.filter(platform=row, cell=cell, wrong=wrong, source_url=source_url).exists():
        Correction.objects.create(platform=row, cell=cell, wrong=wrong, source_url=source_url)


def _may_send(address: str) -> bool:
    """One more from there within the hour? Counted in one statement, so that no two at once are taken for one."""
    now = timezone.now()
    # A count from the future was made before somebody set the clock back; it would stay for as long.
    ReportCount.objects.exclude(since__range=(now - HOUR, now)).delete()
    digest = salted_hmac("platforms.storage.corrections", _network(address), algorithm="sha256").hexdigest()[:32]
    ReportCount.objects.get_or_create(digest=digest, defaults={"since": now})
    counted = ReportCount.objects.filter(digest=digest, count__lt=MOST_FROM_ONE_NETWORK)
    return bool(counted.update(count=F("count") + 1))


def _network(address: str) -> str:
    """What one customer has: an IPv4 address, or the /64 in which they choose among 2^64 IPv6 addresses."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
    return str(found)
