"""Take visitors' reports that a cell is wrong, and their suggestions of platforms."""

from django.utils import timezone

from platforms.domain.catalogue.cells import cell_key
from platforms.domain.catalogue.platforms import Platform
from platforms.domain.catalogue.values import Catalogue
from platforms.domain.people import Audience
from platforms.domain.vocabulary import Subject
from platforms.models import Correction, CorrectionState, Suggestion
from platforms.models import Platform as StoredPlatform
from platforms.storage.limits import HOUR, may_send
from platforms.words import cell_title

MOST_OPEN_AN_HOUR = 60
"""Reports from everybody together in an hour; counted in the database, so for all processes."""

MOST_OPEN = 1000
"""Undecided reports; nobody reads more."""


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
    _count(address)
    opened = Correction.objects.filter(state=CorrectionState.OPEN)
    since = timezone.now() - HOUR
    if Correction.objects.filter(reported_at__gte=since).count() >= MOST_OPEN_AN_HOUR or opened.count() >= MOST_OPEN:
        raise TooMany
    row = StoredPlatform.objects.published().get(slug=platform.slug)
    if not opened.filter(platform=row, cell=cell, wrong=wrong, source_url=source_url).exists():
        Correction.objects.create(platform=row, cell=cell, wrong=wrong, source_url=source_url)


def suggest(*, name: str, why: str, website: str, address: str) -> None:
    """Store a suggestion that came from this address, once if it is sent twice. Raise TooMany."""
    _count(address)
    opened = Suggestion.objects.filter(is_done=False)
    lately = opened.filter(suggested_at__gte=timezone.now() - HOUR)
    if lately.count() >= MOST_OPEN_AN_HOUR or opened.count() >= MOST_OPEN:
        raise TooMany
    if not opened.filter(name=name, why=why, website=website).exists():
        Suggestion.objects.create(name=name, why=why, website=website)


def _count(address: str) -> None:
    if not may_send(address):
        raise TooMany
