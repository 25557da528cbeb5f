"""Two addresses of one page are the same source, and a page says what it is called."""

import datetime

import pytest

from platforms.desk.sources.known import words_of
from platforms.sources.page_titles import described
from platforms.sources.same_page import page_key


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/help/polls",
        "https://www.example.org/help/polls/",
        "https://EXAMPLE.org/help/polls#top",
        "https://example.org:443/help/polls?utm_source=x&fbclid=y",
        "www.example.org/help/polls",
    ],
)
def test_addresses_of_one_page_have_one_key(other):
    assert page_key(other) == page_key("https://example.org/help/polls")


@pytest.mark.parametrize(
    "other",
    ["https://example.org/help", "https://help.example.org/help/polls", "https://example.org/help/polls?id=2"],
)
def test_other_pages_have_other_keys(other):
    assert page_key(other) != page_key("https://example.org/help/polls")


def test_a_broken_address_is_its_own_key():
    assert page_key("https://[broken") == "https://[broken"


def test_commas_part_slugs_and_belong_to_addresses():
    assert words_of("one,two, https://example.org/a,b,  three") == ["one", "two", "https://example.org/a,b", "three"]


def test_a_page_says_title_publisher_and_date():
    html = """<title>Polls - Help</title><meta property="og:site_name" content="Example Help">
        <meta property="article:published_time" content="2024-05-01T10:00:00Z">"""

    said = described(html, host="help.example.org")

    assert (said.title, said.publisher, said.published_on) == (
        "Polls - Help", "Example Help", datetime.date(2024, 5, 1),
    )  # fmt: skip


def test_a_page_without_words_has_its_host_as_publisher():
    said = described("<p>Nothing", host="example.org")

    assert (said.title, said.publisher, said.published_on) == ("", "example.org", None)
