"""The page of a feature: who has it."""

import json

import pytest
from lxml import html

from platforms.domain.vocabulary import Value
from platforms.storage import published


def tree(response):
    return html.fromstring(response.content.decode())


def test_every_platform_stands_once_under_its_answer(client):
    catalogue = published.current()

    for feature in catalogue.features:
        page = tree(client.get(f"/features/{feature.slug}/"))
        for value in Value:
            part = page.xpath(f"//section[@aria-labelledby='{value}'] | //details[@id='{value}']")
            listed = [each.get("id") for found in part for each in found.xpath(".//details[@class='fold']")]
            assert listed == sorted(
                (p.slug for p in catalogue.platforms if p.supports(feature.slug).value is value),
                key=lambda slug: catalogue.platform_by_slug[slug].name.casefold(),
            )


def test_a_platform_shows_its_note_and_sources(client):
    linkedin = published.current().platform_by_slug["linkedin"].support["polls"]
    row = tree(client.get("/features/polls/")).get_element_by_id("linkedin")

    assert linkedin.note in row.text_content()
    assert {source.url for source in linkedin.evidence.sources[:2]} <= set(row.xpath(".//a/@href"))


def test_those_that_have_it_can_be_compared(client):
    link = tree(client.get("/features/polls/")).xpath("//a[@class='button']/@href")[0]
    page = tree(client.get(link))

    assert link.startswith("/compare/")
    assert link.endswith("#polls")
    cells = page.xpath("//tr[@id='polls']/td")
    assert len(cells) == 4
    assert {" ".join(cell.text_content().split()) for cell in cells} <= {"Yes", "Partly"}


@pytest.mark.parametrize("url", ["/platforms/linkedin/", "/compare/facebook/linkedin/?show=all", "/platforms/?q=polls"])
def test_rows_and_searches_lead_to_it(client, url):
    assert "/features/polls/" in tree(client.get(url)).xpath("//main//a/@href")


def test_search_engines_learn_who_has_it(client):
    data = json.loads(tree(client.get("/features/polls/")).xpath("//script[@type='application/ld+json']/text()")[0])
    names = [each["name"] for each in data["mainEntity"]["itemListElement"]]

    assert data["@type"] == "CollectionPage"
    assert names == sorted(names, key=str.casefold)
    assert "LinkedIn" in names


def test_an_unknown_feature_is_not_found(client):
    assert client.get("/features/telepathy/").status_code == 404
