"""Take only so many reports from one network.

Nothing is stored of the person. For an hour a digest of the network, which nobody can read without the secret key,
counts the reports from there.
"""

import datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from platforms.models import ReportCount

MOST_FROM_ONE_NETWORK = 5
"""Reports in an hour from one IPv4 address or one IPv6 network of a customer (/64)."""

HOUR = datetime.timedelta(hours=1)


def may_send(address: str) -> bool:
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
