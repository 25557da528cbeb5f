"""Take only so many reports and sign-in attempts from one network, and from all together.

Nothing is stored of the person. For an hour a digest of the network, which nobody can read without the secret key,
counts what came from there. What is refused writes nothing.
"""

import datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from platforms.models import ReportCount

MOST_FROM_ONE_NETWORK = 5
"""Reports in an hour from one IPv4 address or one IPv6 network of a customer (/64)."""

MOST_SIGN_INS_FROM_ONE_NETWORK = 20
"""Attempts in an hour; a right password begins anew."""

MOST_SIGN_INS = 300
"""Attempts in an hour from everybody together, but those who signed in here before."""

HOUR = datetime.timedelta(hours=1)

EVERYBODY = "everybody"


def may_send(address: str) -> bool:
    """Count one more report from there; tell whether the limit allows it."""
    return _count(_digest("report", address), MOST_FROM_ONE_NETWORK)


def may_ask_for_a_link(address: str) -> bool:
    """Count one more forgotten password from there; tell whether the limit allows it."""
    return _count(_digest("link", address), MOST_FROM_ONE_NETWORK)


def may_sign_in(address: str, *, is_known: bool) -> bool:
    """Count one more attempt to sign in; tell whether the limits of the network and of all allow it."""
    counts = [(_digest("sign in", address), MOST_SIGN_INS_FROM_ONE_NETWORK)]
    if not is_known:
        counts.append((_digest("sign in", EVERYBODY), MOST_SIGN_INS))
    # Both are looked at before one is counted: one network can't use up what all may do together.
    return not any(_is_reached(*each) for each in counts) and all(_count(*each) for each in counts)


def forget_sign_ins(address: str) -> None:
    """Begin the count of a network anew, after a right password."""
    ReportCount.objects.filter(digest=_digest("sign in", address)).delete()


def _count(digest: str, most: int) -> bool:
    """Count one more, unless `most` is reached. One statement counts, so that two at once count twice."""
    if _is_reached(digest, most):
        return False
    ReportCount.objects.exclude(since__range=_lately()).delete()
    ReportCount.objects.get_or_create(digest=digest, defaults={"since": timezone.now()})
    return bool(ReportCount.objects.filter(digest=digest, count__lt=most).update(count=F("count") + 1))


def _is_reached(digest: str, most: int) -> bool:
    return ReportCount.objects.filter(digest=digest, since__range=_lately(), count__gte=most).exists()


def _lately() -> tuple[datetime.datetime, datetime.datetime]:
    """Return the last hour. A count from the future was made before somebody set the clock back."""
    now = timezone.now()
    return now - HOUR, now


def _digest(purpose: str, address: str) -> str:
    salt = f"platforms.storage.limits {purpose}"
    return salted_hmac(salt, network_of(address), algorithm="sha256").hexdigest()[:32]


def network_of(address: str) -> str:
    """Return what one customer has: an IPv4 address, or the /64 network of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
    return str(parsed)
