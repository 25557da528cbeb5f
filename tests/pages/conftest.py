import pytest
from django.utils import timezone

from platforms.models import Platform


@pytest.fixture(autouse=True)
def database(db):
    """Every page test may use the database."""


@pytest.fixture
def withdrawn_meetup():
    """Meetup, published once and withdrawn on a known day."""
    day = timezone.datetime(2026, 11, 1, 12, tzinfo=timezone.get_default_timezone())
    Platform.objects.filter(slug="meetup").update(withdrawn_at=day)
