"""Without a database: the last catalogue, or a page that says so; never a stack trace."""

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from platforms.storage import published
from platforms.views import errors


@pytest.fixture
def database_gone(monkeypatch, losing_the_database):
    def gone():
        raise OperationalError("gone")

    def strike():
        monkeypatch.setattr(published, "current_token", gone)

    return strike


def test_pages_outlive_the_database_and_readyz_reports_it(client, database_gone):
    assert client.get("/readyz").status_code == 200
    database_gone()

    assert client.get("/compare/facebook/linkedin/").status_code == 200
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503


def test_a_new_process_without_a_database_answers_503(client, database_gone, fresh_process):
    database_gone()

    for url in ("/", "/platforms/", "/compare/facebook/linkedin/", "/nowhere/"):
        response = client.get(url)

        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert b"can't be read right now" in response.content


def test_the_500_page_needs_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        response = errors.server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert b"Something went wrong on our side" in response.content
