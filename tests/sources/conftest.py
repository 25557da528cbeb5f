import pytest

from tests.sources.web import serving


@pytest.fixture
def web():
    with serving() as web:
        yield web
