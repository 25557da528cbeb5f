"""Fragments that pages share: the same words as fresh ones, for every language, host and revision."""

from itertools import cycle

import pytest
from lxml import html

from platforms.models import Platform, Support
from platforms.storage import published
from tests.pages.test_every_page import PAGES

ANSWERS = [
    "goal=career&focus=0&visibility=4",
    "goal=career&goal=meet-in-person&focus=4&visibility=0&matters=focus",
    "goal=meet-in-person&focus=2&must=pseudonym-allowed",
    "effort=1&must=no-adverts&must=pseudonym-allowed",
]
MORE = [
    "/platforms/meetup/",
    "/platforms/linkedin/?since=2026-01-01",
    "/platforms/?sort=newest",
    "/platforms/?kind=social&kind=both&feature=stories",
    "/compare/linkedin/facebook/",
    "/compare/linkedin/meetup/x/reddit/",
    "/compare/facebook/linkedin/?show=same",
    "/compare/meetup/x/?goals=career,meet-in-person",
    "/fit/visibility/?goal=career",
    "/fit/visibility/?goal=career&visibility=3",
]
PATHS = [*PAGES, *MORE, *(f"/fit/results/?{query}" for query in ANSWERS)]
OTHERS = cycle(["/de", "/es"])
URLS = [f"{language}{path}" for path in PATHS for language in ("", next(OTHERS))]
"""Each in English and in one of the other languages."""


def text(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def items(page, slug, title):
    """The items of one list of a platform in the ranking, as text."""
    details = html.fromstring(page).get_element_by_id(f"m-{slug}")
    under = details.xpath("ul[not(@class)]")[{"why": 0, "against": 1}[title]]
    return [" ".join(item.text_content().split()) for item in under.xpath("li")]


def forget_fragments():
    """Let every page be rendered as for the first time, in any language."""
    catalogue = published.current()
    for each in (catalogue, *(kept for name, kept in catalogue.memo.items() if str(name).startswith("in "))):
        for name in [name for name in each.memo if name[0] == "fragments"]:
            del each.memo[name]


@pytest.fixture
def fresh_text(uncached_client):
    """Ask for a page while no fragment is stored."""

    def ask(url):
        forget_fragments()
        return text(uncached_client, url)

    return ask


def test_fragments_say_what_fresh_ones_say(uncached_client, fresh_text):
    fresh = {url: fresh_text(url) for url in URLS}
    forget_fragments()

    for url in [*URLS, *reversed(URLS)]:
        assert text(uncached_client, url) == fresh[url], url


def test_no_fragment_names_the_host_it_was_rendered_for(uncached_client):
    published.forget()
    for url in PATHS:
        here = text(uncached_client, url)
        there = uncached_client.get(url, headers={"host": "localhost"}).content.decode()

        assert there == here.replace("testserver", "localhost"), url


def test_cached_fragments_never_mix_languages(uncached_client):
    english, german, again = (text(uncached_client, f"{at}/fit/results/?{ANSWERS[0]}") for at in ("", "/de", ""))

    assert "as you want it," in english
    assert "as you want it," not in german
    assert "missing or only partly there:" not in german
    assert english == again


def test_an_edit_updates_the_reasons(uncached_client):
    url = "/fit/results/?goal=career"
    before = items(text(uncached_client, url), "linkedin", "why")
    assert "job listings" in before[0]

    Support.objects.filter(platform__slug="linkedin", feature__slug="job-listings").update(value="partly")
    page = text(uncached_client, url)

    assert not any("job listings" in item for item in items(page, "linkedin", "why"))
    assert "job listings" in items(page, "linkedin", "against")[0]


def test_a_renamed_platform_shows_its_new_name_everywhere(uncached_client):
    url = f"/fit/results/?{ANSWERS[2]}"
    text(uncached_client, url)

    Platform.objects.update(name="Renamed <b>")

    links = html.fromstring(text(uncached_client, url)).xpath("//main//li//a")
    names = {"".join(link.itertext()) for link in links}
    assert "Renamed <b>" in names
    assert not names & {"LinkedIn", "Facebook", "Meetup"}
