import pytest
from django.test import Client
from django.utils import timezone

from platforms.models import Platform


@pytest.fixture
def uncached_client(settings):
    """Asks the product, whose pages are all made anew."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    return Client()


@pytest.fixture(autouse=True)
def database(db):
    """Every page test may use the database."""


@pytest.fixture
def withdrawn_meetup():
    """Meetup, published once and withdrawn on a known day."""
    day = timezone.datetime(2026, 11, 1, 12, tzinfo=timezone.get_default_timezone())
    Platform.objects.filter(slug="meetup").update(withdrawn_at=day)
