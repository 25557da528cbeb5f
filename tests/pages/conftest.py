import os

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from compare_site.pages import Pages
from platforms.models import Platform
from platforms.storage import published

MOST = int(os.environ.get("PAGES_IN_MEMORY", "16")) * 1024 * 1024


class BehindTheShelf(ClientHandler):
    """Django's test client with the shelf of finished pages in front, as the web server has it."""

    def __init__(self, *args, most: int, **options):
        super().__init__(*args, **options)
        self.pages = Pages(None, most=most)

    def get_response(self, request: WSGIRequest) -> HttpResponse:
        catalogue = self.pages.catalogue(request.META)
        if catalogue is None:
            return super().get_response(request)
        if page := self.pages.find(request.META, catalogue):
            status, headers, body = self.pages.answer(request.META, page)
            return HttpResponse(body, status=status, headers=dict(headers))
        with published.asked(catalogue):
            response = super().get_response(request)
        self.pages.keep(request.META, catalogue, response)
        return response


@pytest.fixture
def client(monkeypatch):
    """Asks the product with the shelf in front; PAGES_IN_MEMORY=0 runs the same tests without it."""
    # As Django's test client does: the connection is that of the test's own transaction.
    monkeypatch.setattr("compare_site.pages.close_old_connections", lambda: None)
    client = Client()
    client.handler = BehindTheShelf(enforce_csrf_checks=False, most=MOST)
    return client


@pytest.fixture
def plain_client():
    """Asks Django alone."""
    return Client()


@pytest.fixture(autouse=True)
def database(db):
    """Every page test may use the database."""


@pytest.fixture
def withdrawn_meetup():
    """Meetup, published once and withdrawn on a known day."""
    day = timezone.datetime(2026, 11, 1, 12, tzinfo=timezone.get_default_timezone())
    Platform.objects.filter(slug="meetup").update(withdrawn_at=day)
