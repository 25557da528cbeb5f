"""Take visitors' reports that a cell is wrong, so many from one network.

Nothing is stored of the person. For an hour a digest of the network, which nobody can read without the secret key,
counts the reports from there.
"""

import datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.vocabulary import Audience, Subject
from platforms.models import Correction, CorrectionState, ReportCount
from platforms.models import Platform as StoredPlatform
from platforms.words import cell_title

MOST_FROM_ONE_NETWORK = 5
"""Reports in an hour from one IPv4 address or one IPv6 network of a customer (/64)."""

MOST_OPEN_AN_HOUR = 60
"""Reports from everybody together in an hour; counted in the database, so for all processes."""

MOST_OPEN = 1000
"""Undecided reports; nobody reads more."""

HOUR = datetime.timedelta(hours=1)


class TooMany(Exception):
    """The limit of reports is reached for now."""


def cells_of(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return key and name of every cell that can be reported, in the order of the pages."""
    keys = [*catalogue.trait_by_slug, *catalogue.feature_by_slug]
    keys += [cell_key("uses", goal) for goal in catalogue.goal_by_slug]
    keys += [cell_key("audience", subject) for subject in Audience]
    keys += [subject.value for subject in Subject]
    return [(key, cell_title(catalogue, key)) for key in keys]


def report(*, platform: Platform, cell: str, wrong: str, source_url: str, address: str) -> None:
    """Store a report that came from this address, once if it is sent twice. Raise TooMany."""
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
    """Count one more from there; tell whether the limit allows it. One statement, so that two at once count twice."""
    now = timezone.now()
    # A count from the future was made before somebody set the clock back; it would stay too long.
    ReportCount.objects.exclude(since__range=(now - HOUR, now)).delete()
    digest = salted_hmac("platforms.storage.corrections", _network(address), algorithm="sha256").hexdigest()[:32]
    ReportCount.objects.get_or_create(digest=digest, defaults={"since": now})
    counted = ReportCount.objects.filter(digest=digest, count__lt=MOST_FROM_ONE_NETWORK)
    return bool(counted.update(count=F("count") + 1))


def _network(address: str) -> str:
    """Return what one customer has: an IPv4 address, or the /64 network of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
    return str(parsed)
